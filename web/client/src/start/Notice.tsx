import { t } from "../i18n";
import { Link } from "../router";
import { useUser } from "../session";
import { landing } from "./landing";
import { StartHead } from "./StartHead";
import "./start.css";

interface Props {
  /** Key of the sentences: what is the matter, then what to do. */
  readonly words: string;
}

const FIRST_SENTENCE = /(?<=^[^。.]*[。.])\s*/;

/** In place of a page that cannot be shown: why, and the ways back. */
export function Notice({ words }: Props) {
  const user = useUser();
  const own = user ? landing(user.roles) : "/";
  const [title = "", how = ""] = t(words).split(FIRST_SENTENCE);
  return (
    <main className="start">
      <StartHead />
      <div className="start-hero">
        <h1>{title}</h1>
        <p>{how}</p>
        {user ? <p className="start-muted">{t("words.signed_in", { name: user.name })}</p> : null}
      </div>
      <p className="start-here">
        {own === "/" ? null : (
          <Link className="button button-primary" href={own}>
            {t("words.own_page")}
          </Link>
        )}
        <Link className="button" href="/">
          {t("words.to_start")}
        </Link>
      </p>
    </main>
  );
}
