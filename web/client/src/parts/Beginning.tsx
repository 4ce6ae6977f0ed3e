import { say, t } from "../i18n";
import type { VehicleLine } from "../protocol.gen";
import { Button } from "../ui/Button";
import type { Example } from "./slots";

interface Props {
  examples: readonly Example[];
  cars: readonly VehicleLine[];
  inStep: boolean;
  speak: (text: string, label: string) => void;
}

/** An empty chat: what may be asked, and the cars that wait, any of which is one tap away. */
export function Beginning({ examples, cars, inStep, speak }: Props) {
  return (
    <div className="chat-log chat-empty">
      <p className="empty-title">{t("parts.empty")}</p>
      <p>{t(inStep ? "parts.empty_step" : "parts.empty_how")}</p>
      <div className="examples">
        {examples.map(({ text, label }) => (
          <Button key={text} onClick={() => speak(text, label)}>
            {label}
          </Button>
        ))}
      </div>
      {cars.length > 0 ? (
        <section className="cars" aria-label={t("parts.cars")}>
          <h2>{t("parts.cars")}</h2>
          <ul>
            {cars.map((car) => (
              <li key={car.vin}>
                <Button wide onClick={() => speak(car.vin, `${car.plate} ${say(car.title)}`.trim())}>
                  <span className="car">
                    <strong>{car.plate || car.vin.slice(-8)}</strong>
                    <span>{say(car.title)}</span>
                    <span className="chat-vin">{car.vin}</span>
                  </span>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
