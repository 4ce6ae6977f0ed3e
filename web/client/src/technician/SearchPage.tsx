/** The manual's search as a page of its own; the words stand in the address. */

import { useCallback } from "react";
import { t } from "../i18n";
import { navigate, useQuery } from "../router";
import { Bar } from "./Bar";
import { Search } from "./Search";
import "./technician.css";

export default function SearchPage() {
  const asked = new URLSearchParams(useQuery()).get("q") ?? "";
  const keep = useCallback((words: string) => {
    navigate(`/technician/search?q=${encodeURIComponent(words)}`, { replace: true });
  }, []);
  return (
    <div className="page">
      <Bar title={t("technician.search")} back="/technician" />
      <main className="page-body">
        <Search asked={asked} onAsked={keep} />
      </main>
    </div>
  );
}
