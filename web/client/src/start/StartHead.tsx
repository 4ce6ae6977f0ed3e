import { logout } from "../api";
import { t } from "../i18n";
import { useUser } from "../session";
import { Button } from "../ui/Button";
import { LanguageSwitch } from "../ui/Marks";

/** The name, the language, and who is signed in on this device. */
export function StartHead() {
  const user = useUser();
  return (
    <header className="start-head">
      <p className="brand">
        <span lang="zh">师傅</span> <span lang="en">Shifu</span>
      </p>
      <div className="start-head-end">
        {user ? (
          <Button look="quiet" onClick={() => void logout()}>
            {t("words.logout")}
          </Button>
        ) : null}
        <LanguageSwitch />
      </div>
    </header>
  );
}
