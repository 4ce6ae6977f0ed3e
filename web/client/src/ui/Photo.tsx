import { type ReactNode, useEffect, useState } from "react";
import { fetchBlob } from "../api";
import { t } from "../i18n";
import type { Box } from "../protocol.gen";

type Loaded = { state: "loading" } | { state: "missing" } | { state: "there"; url: string };

/** An object URL of a picture that needs the person's token; freed when the picture leaves the page. */
export function usePicture(path: string | null): Loaded {
  const [loaded, setLoaded] = useState<Loaded>({ state: "loading" });
  useEffect(() => {
    setLoaded({ state: "loading" });
    if (!path) return;
    const stop = new AbortController();
    let url = "";
    fetchBlob(path, stop.signal)
      .then((blob) => {
        url = URL.createObjectURL(blob);
        if (stop.signal.aborted) URL.revokeObjectURL(url);
        else setLoaded({ state: "there", url });
      })
      .catch(() => {
        if (!stop.signal.aborted) setLoaded({ state: "missing" });
      });
    return () => {
      stop.abort();
      if (url) URL.revokeObjectURL(url);
    };
  }, [path]);
  return loaded;
}

/** Where a fraction box lies on its photo. */
export function boxStyle(box: Box) {
  const percent = (part: number) => `${part * 100}%`;
  return { left: percent(box.x), top: percent(box.y), width: percent(box.w), height: percent(box.h) };
}

interface Props {
  /** Path below our own server, such as `/api/photos/…`. */
  path: string;
  /** What the photo shows, for a person who cannot see it. */
  alt: string;
  box?: Box | null | undefined;
  boxLabel?: string | undefined;
  /** Drawn above the photo, in the same frame. */
  children?: ReactNode;
}

/** A photo as it was taken, with the rectangle that somebody drew on it. */
export function PhotoWithBox({ path, alt, box, boxLabel, children }: Props) {
  const picture = usePicture(path);
  if (picture.state === "missing") {
    return (
      <div className="photo">
        <p className="photo-missing">{t("words.photo_missing")}</p>
      </div>
    );
  }
  return (
    <figure className="photo" aria-busy={picture.state === "loading"}>
      {picture.state === "there" ? (
        <img className="photo-image" src={picture.url} alt={alt} draggable={false} />
      ) : (
        <div className="photo-missing">
          <span className="unseen">{t("words.photo_loading")}</span>
        </div>
      )}
      {box ? (
        <div className="photo-box" style={boxStyle(box)}>
          {boxLabel ? <span className="photo-label">{boxLabel}</span> : null}
        </div>
      ) : null}
      {children}
    </figure>
  );
}
