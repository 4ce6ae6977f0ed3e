import { type InputHTMLAttributes, type ReactNode, useId } from "react";
import { Icon } from "./Icon";

export interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "className" | "id"> {
  label: string;
  hint?: string | undefined;
  /** What happened, what is safe, what to do; announced when it appears. */
  error?: string | undefined;
  /** A control that stands inside the field's right edge. */
  end?: ReactNode;
}

/** One labelled line of input with its hint and its error. */
export function Field({ label, hint, error, end, ...rest }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="field-line">
        <input
          {...rest}
          id={id}
          className={end ? "field-input field-input-with-end" : "field-input"}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
        />
        {end ? <span className="field-end">{end}</span> : null}
      </div>
      {hint ? (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p className="field-error" id={`${id}-error`} role="alert">
          <Icon name="cross" size={18} />
          <span>{error}</span>
        </p>
      ) : null}
    </div>
  );
}
