import { useState } from "react";
import { post } from "../api";
import type { People, PersonView, ShopBody, Shops } from "../api.gen";
import { say, t } from "../i18n";
import { type Loaded, useLoaded } from "../loading";
import { sentence } from "../problem";
import { Button } from "../ui/Button";
import { ConsoleHead } from "../ui/ConsoleHead";
import { EmptyState, Skeleton } from "../ui/Empty";
import { Sheet } from "../ui/Sheet";
import { ToastProvider, useToast } from "../ui/Toast";
import { PasswordOnce, type Shown } from "./PasswordOnce";
import { PersonForm } from "./PersonForm";
import { newPassword } from "./password";
import { ShopForm } from "./ShopForm";
import "./admin.css";

/** Shops and people of the chain, in two plain tables. */
export default function AdminPage() {
  return (
    <ToastProvider>
      <div className="admin">
        <ConsoleHead title={t("admin.title")} />
        <Tables />
      </div>
    </ToastProvider>
  );
}

type Open = "shop" | "person" | null;

function Tables() {
  const shops = useLoaded<Shops>("/api/shops");
  const people = useLoaded<People>("/api/people");
  const [open, setOpen] = useState<Open>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [resetting, setResetting] = useState<PersonView | null>(null);
  const toast = useToast();

  const addShop = async (body: ShopBody) => {
    await post("/api/shops", body);
    shops.again();
    setOpen(null);
    toast(t("admin.shop_added"));
  };
  const added = (one: Shown) => {
    people.again();
    setOpen(null);
    setShown(one);
  };
  const reset = async (person: PersonView) => {
    const password = newPassword();
    setResetting(null);
    try {
      await post(`/api/people/${person.id}/password`, { password });
      setShown({ name: person.name, login: person.login, password, first: false });
    } catch (thrown) {
      toast(sentence(thrown));
    }
  };

  return (
    <main className="admin-main">
      <section>
        <div className="admin-head">
          <h2>{t("admin.people")}</h2>
          <Button look="primary" onClick={() => setOpen("person")}>
            {t("admin.add_person")}
          </Button>
        </div>
        <PeopleTable people={people} onReset={setResetting} />
      </section>
      <section>
        <div className="admin-head">
          <h2>{t("admin.shops")}</h2>
          <Button onClick={() => setOpen("shop")}>{t("admin.add_shop")}</Button>
        </div>
        <ShopsTable shops={shops} people={people.value?.items ?? []} />
      </section>
      <Sheet
        open={open !== null}
        title={open === "shop" ? t("admin.add_shop") : t("admin.add_person")}
        closeLabel={t("words.close")}
        onClose={() => setOpen(null)}
      >
        {open === "shop" ? <ShopForm onAdd={addShop} /> : null}
        {open === "person" ? <PersonForm shops={shops.value?.items ?? []} onAdded={added} /> : null}
      </Sheet>
      <Sheet
        open={resetting !== null}
        title={t("admin.reset_title", { name: resetting?.name ?? "" })}
        closeLabel={t("words.close")}
        onClose={() => setResetting(null)}
      >
        <p>{t("admin.reset_what")}</p>
        <Button look="primary" wide onClick={() => resetting && void reset(resetting)}>
          {t("admin.reset")}
        </Button>
      </Sheet>
      <PasswordOnce shown={shown} onClose={() => setShown(null)} />
    </main>
  );
}

function Waiting({ loaded }: { loaded: Pick<Loaded<unknown>, "problem" | "again"> }) {
  if (!loaded.problem) return <Skeleton lines={4} />;
  return (
    <EmptyState title={loaded.problem}>
      <Button onClick={loaded.again}>{t("words.retry")}</Button>
    </EmptyState>
  );
}

interface PeopleProps {
  people: Loaded<People>;
  onReset: (person: PersonView) => void;
}

function PeopleTable({ people, onReset }: PeopleProps) {
  if (!people.value) return <Waiting loaded={people} />;
  if (people.value.items.length === 0) return <EmptyState title={t("admin.no_people")} />;
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t("admin.name")}</th>
          <th scope="col">{t("admin.login")}</th>
          <th scope="col">{t("admin.roles")}</th>
          <th scope="col">{t("admin.shop")}</th>
          <th scope="col">
            <span className="unseen">{t("admin.actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {people.value.items.map((person) => (
          <tr key={person.id}>
            <th scope="row">
              {person.name}
              {person.active ? null : <span className="admin-muted"> · {t("admin.inactive")}</span>}
            </th>
            <td data-head={t("admin.login")}>
              <code>{person.login}</code>
            </td>
            <td data-head={t("admin.roles")}>
              {person.roles.map((role) => t(`words.role.${role}`)).join(t("words.and"))}
            </td>
            <td data-head={t("admin.shop")}>
              {person.shop ? (
                say(person.shop_name)
              ) : (
                <span className="admin-muted">{t("admin.whole_chain")}</span>
              )}
            </td>
            <td className="table-end">
              <Button onClick={() => onReset(person)}>{t("admin.reset")}</Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ShopsProps {
  shops: Loaded<Shops>;
  people: readonly PersonView[];
}

function ShopsTable({ shops, people }: ShopsProps) {
  if (!shops.value) return <Waiting loaded={shops} />;
  if (shops.value.items.length === 0) {
    return (
      <EmptyState title={t("admin.no_shops")}>
        <p>{t("admin.no_shops_how")}</p>
      </EmptyState>
    );
  }
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t("admin.shop")}</th>
          <th scope="col" className="table-number">
            {t("admin.people")}
          </th>
        </tr>
      </thead>
      <tbody>
        {shops.value.items.map((shop) => (
          <tr key={shop.id}>
            <th scope="row">{say(shop.name)}</th>
            <td className="table-number" data-head={t("admin.people")}>
              {people.filter((person) => person.shop === shop.id).length}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
