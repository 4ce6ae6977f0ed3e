/** The camera with the outline of a good photo laid over it, so that the second try is framed like it. */

import { type RefObject, useEffect, useRef, useState } from "react";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { usePicture } from "../../ui/Photo";
import { Sheet } from "../../ui/Sheet";

interface Props {
  readonly ghost: string | null;
  readonly onClose: () => void;
  readonly onShot: (bytes: Blob) => Promise<void>;
}

const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1440 } },
};

type Camera = "opening" | "open" | "missing";

function useCamera(video: RefObject<HTMLVideoElement | null>): Camera {
  const [camera, setCamera] = useState<Camera>("opening");
  useEffect(() => {
    let stream: MediaStream | null = null;
    let here = true;
    const open = async () => {
      if (!navigator.mediaDevices) throw new Error("no camera without a secure address");
      stream = await navigator.mediaDevices.getUserMedia(WANTED);
      if (!here || !video.current) return close();
      video.current.srcObject = stream;
      await video.current.play();
      setCamera("open");
    };
    const close = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    open().catch(() => here && setCamera("missing"));
    return () => {
      here = false;
      close();
    };
  }, [video]);
  return camera;
}

function shoot(video: HTMLVideoElement): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.92));
}

export function CameraSheet({ ghost, onClose, onShot }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const camera = useCamera(video);
  const outline = usePicture(ghost);
  const take = async () => {
    const bytes = video.current ? await shoot(video.current) : null;
    if (bytes) await onShot(bytes);
  };
  return (
    <Sheet open title={t("technician.photo_check")} closeLabel={t("words.close")} onClose={onClose} wide>
      {camera === "missing" ? (
        <p className="notice">{t("technician.camera_missing")}</p>
      ) : (
        <div className="finder">
          <video ref={video} playsInline muted aria-label={t("technician.camera")} />
          {ghost && outline.state === "there" ? (
            <img className="finder-ghost" src={outline.url} alt={t("technician.ghost")} />
          ) : null}
        </div>
      )}
      {ghost && camera !== "missing" ? <p>{t("technician.ghost_hint")}</p> : null}
      <Button look="primary" wide icon="camera" disabled={camera !== "open"} onClick={() => void take()}>
        {t("technician.shoot")}
      </Button>
    </Sheet>
  );
}
