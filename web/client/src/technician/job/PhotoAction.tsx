/** Takes the photo that a gate asks for: camera first, file beside it, scenes in the demonstration. */

import { useRef, useState } from "react";
import { t } from "../../i18n";
import { sentence } from "../../problem";
import { Button } from "../../ui/Button";
import { CameraSheet } from "./CameraSheet";
import type { GateProps } from "./GateAction";
import { handIn } from "./photo";
import { SceneSheet } from "./SceneSheet";

type Way = "camera" | "scenes" | null;

export function PhotoAction({ gate, step, job }: GateProps) {
  const [way, setWay] = useState<Way>(null);
  const [keeping, setKeeping] = useState(false);
  const [problem, setProblem] = useState("");
  const file = useRef<HTMLInputElement>(null);
  const again = gate.verdict !== null;
  const take = async (bytes: Blob) => {
    setWay(null);
    setProblem("");
    setKeeping(true);
    await handIn(job, step.id, gate.id, bytes).catch((thrown: unknown) => setProblem(sentence(thrown)));
    setKeeping(false);
  };
  if (keeping) return <p className="thumb-line">{t("technician.wait_queued")}</p>;
  return (
    <>
      {problem ? (
        <p className="thumb-problem" role="alert">
          {problem}
        </p>
      ) : null}
      <Button look="primary" wide icon={again ? "retake" : "camera"} onClick={() => setWay("camera")}>
        {t(again ? "technician.photo_again" : "technician.photo_check")}
      </Button>
      <div className="thumb-pair">
        <Button onClick={() => file.current?.click()}>{t("technician.photo_file")}</Button>
        {gate.scenes.length > 0 ? (
          <Button onClick={() => setWay("scenes")}>{t("technician.photo_scenes")}</Button>
        ) : null}
      </div>
      <input
        ref={file}
        className="unseen"
        type="file"
        accept="image/jpeg,image/png,image/webp"
        tabIndex={-1}
        aria-label={t("technician.photo_file")}
        onChange={(event) => {
          const [picked] = event.target.files ?? [];
          event.target.value = "";
          if (picked) void take(picked);
        }}
      />
      {way === "camera" ? (
        <CameraSheet ghost={again ? gate.ghost : null} onClose={() => setWay(null)} onShot={take} />
      ) : null}
      {way === "scenes" ? (
        <SceneSheet scenes={gate.scenes} onClose={() => setWay(null)} onChosen={take} />
      ) : null}
    </>
  );
}
