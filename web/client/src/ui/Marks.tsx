import { lang, setLang, t } from "../i18n";
import type { Link } from "../socket";

/** Fictional, labelled, not for use on a vehicle. */
export function DemoMark() {
  return (
    <span className="demo" title={t("words.demo_warning")}>
      {t("words.demo")}
    </span>
  );
}

/** The same, as one whole sentence at the head of a page. */
export function DemoBand() {
  return (
    <p className="demo demo-band">
      <strong>{t("words.demo")}</strong> · {t("words.demo_warning")}
    </p>
  );
}

/** Whether the page hears the server, and how much waits to be sent. */
export function LinkState({ link, waiting = 0 }: { link: Link; waiting?: number }) {
  return (
    <span className="link-state" role="status" data-link={link}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {link === "online" ? (
          <circle cx="6" cy="6" r="5" fill="currentColor" />
        ) : (
          <circle
            cx="6"
            cy="6"
            r="4.5"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
            strokeDasharray={link === "connecting" ? "2 2" : undefined}
          />
        )}
        {link === "offline" ? <path d="M1 11 11 1" stroke="currentColor" strokeWidth="1.6" /> : null}
      </svg>
      <span>{t(`words.link.${link}`)}</span>
      {waiting > 0 ? <span>· {t("words.link.waiting", { count: waiting })}</span> : null}
    </span>
  );
}

/** 中文 | English, each in its own language. */
export function LanguageSwitch() {
  const now = lang();
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons of a toolbar, not a form's fieldset.
    <div className="switch" role="group" aria-label={t("words.language")}>
      <button
        type="button"
        className="switch-choice"
        lang="zh"
        aria-pressed={now === "zh"}
        onClick={() => setLang("zh")}
      >
        中文
      </button>
      <button
        type="button"
        className="switch-choice"
        lang="en"
        aria-pressed={now === "en"}
        onClick={() => setLang("en")}
      >
        English
      </button>
    </div>
  );
}
