/** Rendered photos of the demonstration, each with what it shows; nowhere else. */

import { useState } from "react";
import { fetchBlob } from "../../api";
import type { Scene, Scenes } from "../../api.gen";
import { say, t } from "../../i18n";
import { useLoaded } from "../../loading";
import { sentence } from "../../problem";
import { Skeleton } from "../../ui/Empty";
import { DemoBand } from "../../ui/Marks";
import { usePicture } from "../../ui/Photo";
import { Sheet } from "../../ui/Sheet";
import { folderOf } from "./photo";

interface Props {
  /** Addresses of the check's scenes. */
  readonly scenes: readonly string[];
  readonly onClose: () => void;
  readonly onChosen: (bytes: Blob) => Promise<void>;
}

export function SceneSheet({ scenes, onClose, onChosen }: Props) {
  const list = useLoaded<Scenes>(scenes[0] ? folderOf(scenes[0]) : null);
  const [problem, setProblem] = useState("");
  const choose = async (scene: Scene) => {
    try {
      await onChosen(await fetchBlob(scene.url));
    } catch (thrown) {
      setProblem(sentence(thrown));
    }
  };
  return (
    <Sheet open title={t("technician.photo_scenes")} closeLabel={t("words.close")} onClose={onClose} wide>
      <DemoBand />
      {problem || list.problem ? (
        <p className="notice" role="alert">
          {problem || list.problem}
        </p>
      ) : null}
      {list.value ? (
        <ul className="scenes">
          {list.value.scenes.map((scene) => (
            <li key={scene.name}>
              <SceneButton scene={scene} onChoose={() => void choose(scene)} />
            </li>
          ))}
        </ul>
      ) : (
        <Skeleton lines={3} />
      )}
    </Sheet>
  );
}

function SceneButton({ scene, onChoose }: { readonly scene: Scene; readonly onChoose: () => void }) {
  const picture = usePicture(scene.url);
  return (
    <button type="button" className="scene" data-kind={scene.kind} onClick={onChoose}>
      {picture.state === "there" ? <img src={picture.url} alt="" /> : <span className="scene-wait" />}
      <span>{say(scene.label)}</span>
    </button>
  );
}
