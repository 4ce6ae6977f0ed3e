import { t } from "../i18n";
import { wasEnded } from "../session";
import { Icon } from "../ui/Icon";
import { LoginForm } from "./LoginForm";
import { StartHead } from "./StartHead";
import "./start.css";

/** Sign in, and nothing else. */
export default function LoginPage() {
  return (
    <main className="start start-narrow">
      <StartHead />
      <h1>{t("start.login.title")}</h1>
      {wasEnded() ? (
        <p className="notice-line" role="alert">
          <Icon name="info" />
          <span>{t("start.login.ended")}</span>
        </p>
      ) : null}
      <LoginForm />
      <p className="start-muted">{t("start.login.forgotten")}</p>
      <p>
        <a href="/">{t("words.to_start")}</a>
      </p>
    </main>
  );
}
