import { t } from "../i18n";

/** What waits for this shop, and what I have open. */
export default function OrdersPage() {
  return <h1>{t("technician.orders")}</h1>;
}
