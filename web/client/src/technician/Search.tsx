/** Finds steps in the manual, in Chinese or English. A hit carries its hazards first and names its source. */

import { type FormEvent, useEffect, useState } from "react";
import type { SearchAnswer, SearchHit } from "../api.gen";
import { say, t } from "../i18n";
import { useLoaded } from "../loading";
import { Button } from "../ui/Button";
import { EmptyState, Skeleton } from "../ui/Empty";
import { Field } from "../ui/Field";
import { HazardPanel } from "../ui/Hazard";
import { Value } from "../ui/Value";

interface Props {
  /** The repair order whose vehicle decides what applies. */
  readonly order?: string;
  readonly asked?: string;
  readonly onAsked?: (words: string) => void;
}

export function Search({ order, asked = "", onAsked }: Props) {
  const [words, setWords] = useState(asked);
  const [sought, setSought] = useState(asked);
  const query = new URLSearchParams({ q: sought, ...(order ? { order } : {}) });
  const found = useLoaded<SearchAnswer>(sought ? `/api/search?${query}` : null);
  useEffect(() => {
    if (sought) onAsked?.(sought);
  }, [sought, onAsked]);
  const seek = (event: FormEvent) => {
    event.preventDefault();
    setSought(words.trim());
  };
  return (
    <search className="search">
      <form className="search-form" onSubmit={seek}>
        <Field
          label={t("technician.search_label")}
          type="search"
          value={words}
          maxLength={200}
          enterKeyHint="search"
          placeholder={t("technician.search_example")}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button look="primary" type="submit" icon="loupe" disabled={!words.trim()}>
          {t("technician.search")}
        </Button>
      </form>
      {found.problem ? (
        <p className="notice" role="alert">
          {found.problem}
        </p>
      ) : null}
      {sought && !found.value && !found.problem ? <Skeleton lines={5} /> : null}
      <div aria-live="polite">{found.value && sought ? <Answer answer={found.value} /> : null}</div>
    </search>
  );
}

function Answer({ answer }: { readonly answer: SearchAnswer }) {
  if (answer.status === "found") return <Hits hits={answer.hits} />;
  return (
    <>
      <EmptyState title={t("technician.not_in_manual")}>
        <p>{t("technician.not_in_manual_hint")}</p>
      </EmptyState>
      {answer.nearest.length > 0 ? (
        <details className="fold">
          <summary>{t("technician.nearest", { count: answer.nearest.length })}</summary>
          <Hits hits={answer.nearest} />
        </details>
      ) : null}
    </>
  );
}

function Hits({ hits }: { readonly hits: readonly SearchHit[] }) {
  return (
    <ol className="hits">
      {hits.map((hit) => (
        <Hit key={`${hit.version} ${hit.step}`} hit={hit} />
      ))}
    </ol>
  );
}

function Hit({ hit }: { readonly hit: SearchHit }) {
  return (
    <li className="hit">
      {hit.hazards.map((hazard) => (
        <HazardPanel key={hazard.hash} hazard={hazard} small />
      ))}
      <h2>{say(hit.title)}</h2>
      {hit.values.length > 0 ? (
        <ul className="hit-values">
          {hit.values.map((value) => (
            <li key={value.name.en}>
              <Value value={value.value} unit={value.unit} tolerance={value.tolerance} />{" "}
              <span className="value-name">{say(value.name)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <p>{say(hit.snippet)}</p>
      <p className="hit-source">
        {t("technician.hit_source", {
          procedure: say(hit.procedure_title),
          number: hit.number,
          step: hit.step_number,
        })}
      </p>
      {hit.reason ? <p className="hit-source">{say(hit.reason)}</p> : null}
    </li>
  );
}
