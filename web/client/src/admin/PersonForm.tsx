import { type FormEvent, useState } from "react";
import { post } from "../api";
import type { PersonBody, Role, ShopView } from "../api.gen";
import { lang, say, t } from "../i18n";
import { sentence } from "../problem";
import { landing } from "../start/landing";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import type { Shown } from "./PasswordOnce";
import { newPassword } from "./password";

const ROLES: readonly Role[] = [
  "technician",
  "foreman",
  "parts_clerk",
  "qa_reviewer",
  "author",
  "approver",
  "manager",
  "administrator",
];

interface Props {
  shops: readonly ShopView[];
  onAdded: (shown: Shown) => void;
}

/** A new person: name, login, roles and shop; their first password is made here and shown once. */
export function PersonForm({ shops, onAdded }: Props) {
  const [name, setName] = useState("");
  const [login, setLogin] = useState("");
  const [shop, setShop] = useState(shops[0]?.id ?? "");
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState("");

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!name.trim() || !login.trim() || roles.length === 0) return;
    const password = newPassword();
    const body: PersonBody = { name: name.trim(), login: login.trim(), roles, shop, lang: lang(), password };
    try {
      await post("/api/people", body);
      onAdded({ name: body.name, login: body.login, password, first: true });
    } catch (thrown) {
      setProblem(sentence(thrown));
    }
  };
  const toggle = (role: Role) =>
    setRoles((old) => (old.includes(role) ? old.filter((one) => one !== role) : [...old, role]));

  return (
    <form className="admin-form" onSubmit={submit} noValidate>
      <Field
        label={t("admin.name")}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={tried && !name.trim() ? t("admin.name_missing") : undefined}
      />
      <Field
        label={t("admin.login")}
        hint={t("admin.login_hint")}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        value={login}
        onChange={(event) => setLogin(event.target.value)}
        error={tried && !login.trim() ? t("admin.login_missing") : problem || undefined}
      />
      <label className="field">
        <span className="field-label">{t("admin.shop")}</span>
        <select className="field-input" value={shop} onChange={(event) => setShop(event.target.value)}>
          {shops.map((one) => (
            <option key={one.id} value={one.id}>
              {say(one.name)}
            </option>
          ))}
          <option value="">{t("admin.whole_chain")}</option>
        </select>
      </label>
      <fieldset className="admin-roles">
        <legend className="field-label">{t("admin.roles")}</legend>
        {ROLES.map((role) => (
          <label key={role} className="admin-role">
            <input type="checkbox" checked={roles.includes(role)} onChange={() => toggle(role)} />
            {t(`words.role.${role}`)}
            {landing([role]) === "/" ? <span className="admin-muted">{t("admin.role_no_page")}</span> : null}
          </label>
        ))}
        {tried && roles.length === 0 ? (
          <p className="field-error" role="alert">
            {t("admin.role_missing")}
          </p>
        ) : null}
      </fieldset>
      <Button look="primary" type="submit" wide>
        {t("admin.add_person")}
      </Button>
    </form>
  );
}
