// Generated from web/routes/shapes.py by web/typegen.py. Do not edit.

import type {
  Box,
  FactView,
  HazardView,
  JobLine,
  OrderView,
  RepairOrderLine,
  Text,
  ValueView,
  VehicleLine,
} from "./protocol.gen";

export type Role = "technician" | "foreman" | "parts_clerk" | "qa_reviewer" | "author" | "approver" | "manager" | "administrator";
export type Applies = "yes" | "no" | "unknown";
export type SearchStatus = "found" | "not_in_manual";
export type SceneKind = "good" | "faulty" | "unusable";
export type VerdictWord = "accept" | "reject" | "rework" | "unsure";

/** Who one says one is. */
export interface LoginBody {
  readonly login: string;
  readonly password: string;
}

/** The person who is signed in. `shop` is empty for those who work for the whole chain. */
export interface User {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly shop: string;
  readonly shop_name: Text;
  readonly lang: "zh" | "en";
}

/** A fresh access token; the refresh secret is in a cookie that no script reads. */
export interface SignedIn {
  readonly token: string;
  /** UTC, microseconds since 1970-01-01 */
  readonly expires_at: number;
  /** the device's own clock may be hours off */
  readonly server_time: number;
  readonly user: User;
}

/** Whether the server can do its work. */
export interface Health {
  readonly status: "ok";
  readonly version: string;
}

/** One login of the demonstration, and the page it is for. */
export interface DemoLogin {
  readonly login: string;
  readonly password: string;
  readonly role: Role;
  readonly name: Text;
  readonly page: string;
}

/** What the start page of the demonstration offers; `logins` is empty elsewhere. */
export interface Demo {
  readonly demo: boolean;
  readonly logins: readonly DemoLogin[];
  readonly warning: Text;
}

/** A new repair order. */
export interface RepairOrderBody {
  readonly vin: string;
  readonly plate?: string;
  readonly mileage_km?: number | null;
  readonly complaint?: string;
}

/** The newest repair orders of the shop, either closed or not; `more` if there are others. */
export interface RepairOrders {
  readonly items: readonly RepairOrderLine[];
  readonly more: boolean;
}

/** A person's answer to the one question. */
export interface FactBody {
  readonly fact: string;
  readonly value: string;
}

/** A job to be started; with a device, the person who starts it holds it there from then on. */
export interface JobBody {
  readonly repair_order: string;
  readonly procedure: string;
  readonly device?: string;
}

/** The new job. */
export interface JobStartedView {
  readonly job: string;
}

/** Jobs of the shop. */
export interface Jobs {
  readonly items: readonly JobLine[];
}

/** What is known of a vehicle by its VIN. */
export interface VinView {
  readonly vin: string;
  readonly title: Text;
  readonly facts: readonly FactView[];
  readonly warnings: readonly Text[];
  readonly covered: boolean;
}

/** One step that answers, with its source; hazards come first wherever it is shown. */
export interface SearchHit {
  readonly procedure: string;
  readonly version: string;
  readonly number: string;
  readonly procedure_title: Text;
  readonly step: string;
  readonly step_number: number;
  readonly title: Text;
  readonly snippet: Text;
  readonly matched: readonly string[];
  readonly hazards: readonly HazardView[];
  readonly values: readonly ValueView[];
  readonly applies: Applies;
  readonly reason: Text | null;
}

/** Steps that answer a question, or the nearest where none does. */
export interface SearchAnswer {
  readonly status: SearchStatus;
  readonly hits: readonly SearchHit[];
  readonly nearest: readonly SearchHit[];
}

/** One rendered photo of the demonstration. */
export interface Scene {
  readonly name: string;
  readonly kind: SceneKind;
  readonly label: Text;
  readonly url: string;
}

/** The rendered photos of one check. */
export interface Scenes {
  readonly scenes: readonly Scene[];
}

/** Why the technician went on without the camera's pass. */
export interface OverrideView {
  readonly reason: string;
  readonly note: string;
}

/** What was measured where a gate demands a number, and what it has to be; empty where there is none. */
export interface ReadingView {
  readonly value: string;
  readonly unit: string;
  readonly low: string;
  readonly high: string;
}

/** One photo that waits for QA, or an override without one. `version` goes back with the verdict. */
export interface ReviewItem {
  readonly id: string;
  readonly sha256: string | null;
  readonly job: string;
  readonly order_number: string;
  readonly plate: string;
  readonly step: string;
  readonly step_number: number;
  readonly title: Text;
  readonly text: Text;
  readonly prompt: Text;
  readonly reading: ReadingView | null;
  readonly hazards: readonly HazardView[];
  readonly limits: readonly ValueView[];
  readonly taken_by: string;
  readonly taken_by_name: string;
  /** UTC, microseconds since 1970-01-01 */
  readonly taken_at: number;
  readonly risk: number;
  readonly risk_reasons: readonly Text[];
  readonly outcome: string | null;
  readonly cause: string;
  readonly cause_text: Text | null;
  readonly score: number | null;
  readonly heat: Box | null;
  readonly override: OverrideView | null;
  readonly good: readonly string[];
  readonly mine: boolean;
  readonly version: number;
}

/** One reason that a reject or rework may carry; chosen by its number. */
export interface ReviewReason {
  readonly verdict: VerdictWord;
  readonly reason: string;
  readonly label: Text;
  readonly about: "photo" | "reading" | "work";
}

/** Photos that wait, gravest first. */
export interface ReviewQueue {
  readonly items: readonly ReviewItem[];
  readonly waiting: number;
  readonly reasons: readonly ReviewReason[];
}

/** A reviewer's verdict; `version` is that of the photo's entry as it was seen. */
export interface VerdictBody {
  readonly verdict: VerdictWord;
  readonly reason?: string;
  readonly note?: string;
  readonly box?: Box | null;
  readonly version: number;
}

/** The review after the verdict. */
export interface VerdictGiven {
  readonly id: string;
  readonly verdict: VerdictWord;
  readonly version: number;
}

/** Cars that wait in the shop. */
export interface Cars {
  readonly items: readonly VehicleLine[];
}

/** Orders of parts, newest first. */
export interface Orders {
  readonly items: readonly OrderView[];
}

/** An order to be taken back. */
export interface CancelBody {
  readonly order: string;
}

/** One workshop of the chain. */
export interface ShopView {
  readonly id: string;
  readonly name: Text;
}

/** Every workshop. */
export interface Shops {
  readonly items: readonly ShopView[];
}

/** A new workshop. */
export interface ShopBody {
  readonly name_zh: string;
  readonly name_en: string;
}

/** One person, as an administrator sees them. */
export interface PersonView {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly shop: string;
  readonly shop_name: Text;
  readonly lang: "zh" | "en";
  readonly active: boolean;
}

/** Everybody. */
export interface People {
  readonly items: readonly PersonView[];
}

/** A new person, with their first password. */
export interface PersonBody {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly shop?: string;
  readonly lang?: "zh" | "en";
  readonly password: string;
}

/** Another password for somebody; ends their sessions. */
export interface PasswordBody {
  readonly password: string;
}

/** A photo whose bytes have reached the disk. */
export interface PhotoStored {
  readonly sha256: string;
  readonly size: number;
}
