import { useState } from "react";
import { login } from "../api";
import type { DemoLogin } from "../api.gen";
import { say, t } from "../i18n";
import { sentence } from "../problem";
import { navigate } from "../router";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { JOURNEY } from "./journey";

interface Entering {
  /** The login that is on its way in, or empty. */
  readonly busy: string;
  readonly problem: string;
  readonly enter: (as: DemoLogin, query?: string) => void;
}

/** Signs in with one tap and opens that person's page. */
export function useEnter(): Entering {
  const [busy, setBusy] = useState("");
  const [problem, setProblem] = useState("");
  const enter = async (as: DemoLogin, query = "") => {
    setBusy(as.login);
    setProblem("");
    try {
      await login(as.login, as.password);
      navigate(`${as.page}${query}`);
    } catch (thrown) {
      setProblem(sentence(thrown));
      setBusy("");
    }
  };
  return { busy, problem, enter: (as, query) => void enter(as, query) };
}

/** Six stops from the repair order to the record: who does it, what to press, and one button to become them. */
export function Journey({ logins, entering }: { logins: readonly DemoLogin[]; entering: Entering }) {
  return (
    <ol className="journey">
      {JOURNEY.map((stop, index) => {
        const as = logins.find((one) => one.login === stop.login);
        return (
          <li className="journey-stop" key={stop.key}>
            <span className="journey-number" aria-hidden="true">
              {index + 1}
            </span>
            <div className="journey-words">
              {as ? (
                <p className="journey-who">
                  {t(`words.role.${as.role}`)} · {say(as.name)}
                </p>
              ) : null}
              <h3>{t(`start.journey.${stop.key}.title`)}</h3>
              <p>{t(`start.journey.${stop.key}.text`)}</p>
              {as ? (
                <Button
                  icon="next"
                  look={index === 0 ? "primary" : "plain"}
                  disabled={entering.busy !== ""}
                  onClick={() => entering.enter(as, stop.query)}
                >
                  {entering.busy === as.login
                    ? t("start.login.busy")
                    : t("start.enter_as", { name: say(as.name) })}
                </Button>
              ) : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** Every demonstration login with its password, for a second window or another device. */
export function Logins({ logins, entering }: { logins: readonly DemoLogin[]; entering: Entering }) {
  return (
    <details className="logins">
      <summary>
        <Icon name="down" /> {t("start.logins.title")}
      </summary>
      <p className="start-muted">{t("start.logins.hint")}</p>
      <ul className="logins-list">
        {logins.map((one) => (
          <li key={one.login} className="logins-line">
            <span>
              <strong>{say(one.name)}</strong> · {t(`words.role.${one.role}`)}
            </span>
            <code>
              {one.login} / {one.password}
            </code>
            <Button disabled={entering.busy !== ""} onClick={() => entering.enter(one)}>
              {t("start.login.enter")}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
