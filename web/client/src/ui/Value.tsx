import { NNBSP } from "./format";

interface Props {
  value: string;
  unit: string;
  tolerance?: string;
  /** By far the largest thing on the page: the value of the open step. */
  large?: boolean;
}

/** An approved number: value, narrow space, unit; its tolerance beside it. */
export function Value({ value, unit, tolerance = "", large = false }: Props) {
  return (
    <span className={large ? "value value-large" : "value"}>
      <span className="value-number">
        {value}
        {unit ? <span className="value-unit">{`${NNBSP}${unit}`}</span> : null}
      </span>
      {tolerance ? <span className="value-tolerance">{tolerance}</span> : null}
    </span>
  );
}
