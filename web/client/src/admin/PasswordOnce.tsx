import { useState } from "react";
import { t } from "../i18n";
import { Button } from "../ui/Button";
import { Sheet } from "../ui/Sheet";

export interface Shown {
  readonly name: string;
  readonly login: string;
  readonly password: string;
  /** Of a person who has just been added; else it takes the place of an earlier one. */
  readonly first: boolean;
}

/** A new password, shown this once: the server keeps only its hash. */
export function PasswordOnce({ shown, onClose }: { shown: Shown | null; onClose: () => void }) {
  const [copied, setCopied] = useState("");
  const copy = (password: string) => {
    navigator.clipboard.writeText(password).then(
      () => setCopied(password),
      () => setCopied(""),
    );
  };
  return (
    <Sheet
      open={shown !== null}
      title={t(shown?.first ? "admin.password_title_first" : "admin.password_title", {
        name: shown?.name ?? "",
      })}
      closeLabel={t("words.close")}
      onClose={onClose}
    >
      {shown ? (
        <>
          <p>{t("admin.password_once")}</p>
          {shown.first ? null : <p>{t("admin.password_reset")}</p>}
          <dl className="admin-secret">
            <dt>{t("admin.login")}</dt>
            <dd>{shown.login}</dd>
            <dt>{t("admin.password")}</dt>
            <dd>{shown.password}</dd>
          </dl>
          <Button onClick={() => copy(shown.password)}>
            {copied === shown.password ? t("admin.copied") : t("admin.copy")}
          </Button>
          <Button look="primary" wide onClick={onClose}>
            {t("admin.password_done")}
          </Button>
        </>
      ) : null}
    </Sheet>
  );
}
