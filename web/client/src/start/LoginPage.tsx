import { t } from "../i18n";
import { LoginForm } from "./LoginForm";
import { StartHead } from "./StartHead";
import "./start.css";

/** Sign in, and nothing else. */
export default function LoginPage() {
  return (
    <main className="start start-narrow">
      <StartHead />
      <h1>{t("start.login.title")}</h1>
      <LoginForm />
      <p className="start-muted">{t("start.login.forgotten")}</p>
      <p>
        <a href="/">{t("words.to_start")}</a>
      </p>
    </main>
  );
}
