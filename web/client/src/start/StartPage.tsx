import { useEffect } from "react";
import type { Demo } from "../api.gen";
import { say, t } from "../i18n";
import { useLoaded } from "../loading";
import { Link, navigate } from "../router";
import { type User, useUser } from "../session";
import { Button } from "../ui/Button";
import { Skeleton } from "../ui/Empty";
import { Icon } from "../ui/Icon";
import { LoginForm } from "./LoginForm";
import { landing } from "./landing";
import { StartHead } from "./StartHead";
import { Journey, Logins, useEnter } from "./Stops";
import "./start.css";

/** What Shifu is, in one line; in the demonstration the journey, elsewhere the way in. */
export default function StartPage() {
  const user = useUser();
  const demo = useLoaded<Demo>("/api/demo");
  const own = user ? landing(user.roles) : "/";
  const straight = demo.value?.demo === false && own !== "/";
  useEffect(() => {
    if (straight) navigate(own, { replace: true });
  }, [straight, own]);

  return (
    <main className="start">
      <StartHead />
      <div className="start-hero">
        <h1>{t("start.line")}</h1>
        {demo.value?.demo ? <p className="demo demo-band">{say(demo.value.warning)}</p> : null}
        {user ? <Here user={user} own={own} /> : null}
      </div>
      {demo.value ? <Body demo={demo.value} signedIn={user !== null} /> : null}
      {demo.problem && !demo.value ? <Trouble sentence={demo.problem} again={demo.again} /> : null}
      {!demo.value && !demo.problem ? <Skeleton lines={5} /> : null}
    </main>
  );
}

function Here({ user, own }: { user: User; own: string }) {
  if (own === "/") {
    const roles = user.roles.map((role) => t(`words.role.${role}`)).join(t("words.and"));
    return (
      <p className="notice-line" role="status">
        <Icon name="info" />
        <span>
          {t("words.signed_in", { name: user.name })}
          <br />
          {t("start.no_page", { roles })}
        </span>
      </p>
    );
  }
  return (
    <p className="start-here">
      <span>{t("words.signed_in", { name: user.name })}</span>
      <Link className="button" href={own}>
        {t("words.own_page")}
      </Link>
    </p>
  );
}

function Body({ demo, signedIn }: { demo: Demo; signedIn: boolean }) {
  const entering = useEnter();
  if (!demo.demo) return signedIn ? null : <LoginForm />;
  return (
    <>
      <section className="start-section">
        <h2>{t("start.journey.title")}</h2>
        <p className="start-muted">{t("start.journey.hint")}</p>
        {entering.problem ? <Trouble sentence={entering.problem} /> : null}
        <Journey logins={demo.logins} entering={entering} />
      </section>
      <Logins logins={demo.logins} entering={entering} />
      <details className="logins">
        <summary>
          <Icon name="down" /> {t("start.login.title")}
        </summary>
        <LoginForm />
      </details>
    </>
  );
}

function Trouble({ sentence, again }: { sentence: string; again?: () => void }) {
  return (
    <div className="notice-line" role="alert">
      <Icon name="info" />
      <span>{sentence}</span>
      {again ? <Button onClick={again}>{t("words.retry")}</Button> : null}
    </div>
  );
}
