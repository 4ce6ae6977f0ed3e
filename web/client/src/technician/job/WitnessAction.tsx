/** A second person confirms with their own sign-in. Their password is never kept on this device. */

import { type FormEvent, useState } from "react";
import { t } from "../../i18n";
import { useLink } from "../../live";
import { refusalSentence, sentence } from "../../problem";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Sheet } from "../../ui/Sheet";
import type { GateProps } from "./GateAction";

export function WitnessAction(props: GateProps) {
  const [asked, setAsked] = useState(false);
  const online = useLink(props.job.live) === "online";
  return (
    <>
      {online ? null : <p className="thumb-line">{t("technician.witness_needs_network")}</p>}
      <Button look="primary" wide disabled={!online} onClick={() => setAsked(true)}>
        {t("technician.witness_sign")}
      </Button>
      {asked ? <WitnessSheet {...props} onClose={() => setAsked(false)} /> : null}
    </>
  );
}

function WitnessSheet({ gate, step, job, onClose }: GateProps & { readonly onClose: () => void }) {
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const sign = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const reply = await job.ask("witness.sign", { step: step.id, gate: gate.id, login, password });
      if (reply.ok) return onClose();
      setProblem(reply.error ? refusalSentence(reply.error) : "");
    } catch (thrown) {
      setProblem(sentence(thrown));
    }
    setPassword("");
    setBusy(false);
  };
  return (
    <Sheet open title={t("technician.witness_sign")} closeLabel={t("words.close")} onClose={onClose}>
      <form className="form" onSubmit={(event) => void sign(event)}>
        <p>{t("technician.witness_who")}</p>
        <Field
          label={t("technician.witness_login")}
          value={login}
          maxLength={64}
          autoComplete="off"
          autoCapitalize="none"
          onChange={(event) => setLogin(event.target.value)}
        />
        <Field
          label={t("technician.witness_password")}
          type="password"
          value={password}
          maxLength={128}
          autoComplete="off"
          error={problem || undefined}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button look="primary" wide type="submit" disabled={busy || !login || !password}>
          {t("technician.witness_confirm")}
        </Button>
      </form>
    </Sheet>
  );
}
