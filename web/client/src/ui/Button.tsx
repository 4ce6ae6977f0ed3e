import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Icon, type IconName } from "./Icon";

type Look = "plain" | "primary" | "quiet";

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className"> {
  look?: Look;
  wide?: boolean;
  icon?: IconName;
  /** The key that does the same, shown on the button. */
  hotkey?: string | undefined;
  children: ReactNode;
}

/** One action, in words. */
export function Button({ look = "plain", wide = false, icon, hotkey, children, ...rest }: ButtonProps) {
  const names = ["button", `button-${look}`, wide ? "button-wide" : ""].filter(Boolean).join(" ");
  return (
    <button type="button" {...rest} className={names} aria-keyshortcuts={hotkey}>
      {icon ? <Icon name={icon} /> : null}
      <span>{children}</span>
      {hotkey ? <kbd className="key">{hotkey}</kbd> : null}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className"> {
  icon: IconName;
  /** Read aloud and shown as a tip; an icon alone is never the only word. */
  label: string;
  look?: Look;
}

/** One action whose place says what it is, such as close or back. */
export function IconButton({ icon, label, look = "quiet", ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`button button-${look} button-icon`}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} size={24} />
    </button>
  );
}
