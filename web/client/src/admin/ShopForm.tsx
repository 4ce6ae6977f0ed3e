import { type FormEvent, useState } from "react";
import type { ShopBody } from "../api.gen";
import { t } from "../i18n";
import { sentence } from "../problem";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";

/** A new shop: its name in both languages. */
export function ShopForm({ onAdd }: { onAdd: (shop: ShopBody) => Promise<void> }) {
  const [name_zh, setZh] = useState("");
  const [name_en, setEn] = useState("");
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState("");
  const missing = (value: string) => (tried && !value.trim() ? t("admin.name_missing") : undefined);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!name_zh.trim() || !name_en.trim()) return;
    try {
      await onAdd({ name_zh: name_zh.trim(), name_en: name_en.trim() });
    } catch (thrown) {
      setProblem(sentence(thrown));
    }
  };

  return (
    <form className="admin-form" onSubmit={submit} noValidate>
      <Field
        label={t("admin.name_zh")}
        maxLength={120}
        value={name_zh}
        onChange={(event) => setZh(event.target.value)}
        error={missing(name_zh)}
      />
      <Field
        label={t("admin.name_en")}
        maxLength={120}
        value={name_en}
        onChange={(event) => setEn(event.target.value)}
        error={missing(name_en) ?? (problem || undefined)}
      />
      <Button look="primary" type="submit" wide>
        {t("admin.add_shop")}
      </Button>
    </form>
  );
}
