import { type FormEvent, useState } from "react";
import { login } from "../api";
import { t } from "../i18n";
import { sentence } from "../problem";
import { navigate } from "../router";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { afterLogin } from "./landing";

/** Sign in by name and password, then on to the page that asked for it or to one's own. */
export function LoginForm() {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const [tried, setTried] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!name.trim() || !password || busy) return;
    setBusy(true);
    setProblem("");
    try {
      const user = await login(name.trim(), password);
      navigate(afterLogin(window.location.search, user.roles), { replace: true });
    } catch (thrown) {
      setProblem(sentence(thrown));
      setBusy(false);
    }
  };

  return (
    <form className="login" onSubmit={submit} noValidate>
      <Field
        label={t("start.login.name")}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={tried && !name.trim() ? t("start.login.name_missing") : undefined}
      />
      <Field
        label={t("start.login.password")}
        name="password"
        type={shown ? "text" : "password"}
        autoComplete="current-password"
        maxLength={128}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={tried && !password ? t("start.login.password_missing") : problem || undefined}
        end={
          <Button look="quiet" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? t("words.hide") : t("words.show")}
          </Button>
        }
      />
      <Button look="primary" type="submit" wide disabled={busy}>
        {busy ? t("start.login.busy") : t("start.login.enter")}
      </Button>
    </form>
  );
}
