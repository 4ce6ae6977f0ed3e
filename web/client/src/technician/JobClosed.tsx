/** A job that is not there for this person: why, what to do, and the way back. */

import { t } from "../i18n";
import { refusalSentence } from "../problem";
import { Link } from "../router";

export function JobClosed({ code }: { readonly code: string }) {
  return (
    <>
      <h1>{t("technician.job_closed")}</h1>
      <p>{refusalSentence({ code, message: t("technician.job_closed_hint"), detail: [] })}</p>
      <Link className="button button-wide" href="/technician">
        {t("technician.to_work")}
      </Link>
    </>
  );
}
