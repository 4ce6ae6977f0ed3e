// Generated from assist/messages by web/typegen.py. Do not edit.

export type Ended = "frame_binary" | "frame_too_large" | "frame_not_json" | "frame_malformed" | "auth_expected" | "token_refused" | "token_expired" | "session_ended" | "auth_late" | "taken_over" | "too_many_commands" | "too_many_connections" | "restarting" | "failed" | "too_slow" | "silent";
export type Lane = "safety" | "state" | "info";
export type Means = "tap" | "key" | "voice" | "gaze" | "pinch" | "controller";
export type OverrideReason = "camera_broken" | "tool_broken" | "no_access" | "detector_wrong" | "foreman_decision" | "other";
export type Truth = "pending" | "claimed" | "measured" | "photo_checked" | "human_verified" | "skipped" | "overridden" | "not_applicable" | "contradicted";
export type Phase = "unclaimed" | "hazards" | "step" | "finished";
export type GateStatus = "closed" | "awaiting_bytes" | "checking" | "opened" | "overridden";
export type GateKind = "photo" | "measure" | "timer" | "witness";
export type HazardLevel = "danger" | "warning" | "caution" | "notice";
export type Tier = "oe" | "oes" | "brand" | "equal";
export type Place = "here" | "transfer" | "order";
export type OrderStatus = "placed" | "unasked" | "asked" | "reserved" | "confirmed" | "refused" | "unanswered" | "contradicted" | "overtaken" | "cancelled";

/** One sentence for people, written in both languages. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** A rectangle on an upright photo, in fractions of its width and height. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Whether to come back, how long to wait at least, and what happened. */
export interface CloseReason {
  readonly reconnect: boolean;
  readonly after_ms: number;
  readonly code: Ended;
}

/** What this server accepts of one connection. */
export interface Limits {
  readonly max_bytes: number;
  readonly window: number;
  readonly ping_ms: number;
}

/** The server's first frame. */
export interface Hello {
  readonly type: "hello";
  readonly proto: string;
  readonly server: string;
  /** UTC, microseconds since 1970-01-01 */
  readonly server_time: number;
  readonly limits: Limits;
  readonly features: readonly string[];
}

/** The client's first frame, within five seconds. */
export interface Auth {
  readonly type: "auth";
  readonly token: string;
  readonly device: string;
  readonly outbox: string;
  readonly client?: string;
  /** of errors; the person's own if absent */
  readonly lang?: "zh" | "en" | null;
  readonly features?: readonly string[];
}

/** A fresh token on a living connection; the person must stay the same. */
export interface AuthRefresh {
  readonly type: "auth.refresh";
  readonly token: string;
}

/** The person, as the server knows them. */
export interface AuthOk {
  readonly type: "auth.ok";
  readonly session: string;
  readonly user: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** UTC, microseconds since 1970-01-01 */
  readonly expires_at: number;
}

/** Sent by the server: the head of each open channel, so that silent loss shows. */
export interface Ping {
  readonly type: "ping";
  /** UTC, microseconds since 1970-01-01 */
  readonly server_time: number;
  readonly heads: { readonly [key: string]: number };
}

/** The client's answer; renews the lease of the jobs it holds. */
export interface Pong {
  readonly type: "pong";
}

/** One value that the error is about, for the client to show or mark. */
export interface ErrorDetail {
  readonly name: string;
  readonly value: string;
}

/** A refusal: a stable code, and a sentence in the caller's language that says what to do. */
export interface Error {
  readonly code: string;
  readonly message: string;
  readonly temporary: boolean;
  readonly retry_ms: number | null;
  readonly detail: readonly ErrorDetail[];
}

/** The one answer to a command. */
export interface Reply {
  /** the command's id; 0 where it could not be read */
  readonly re: number;
  readonly ok: boolean;
  readonly rev: number | null;
  readonly replayed: boolean;
  readonly data: object | null;
  readonly error: Error | null;
}

/** Something that nobody asked for on this connection. */
export interface Push {
  readonly ch: string;
  readonly epoch: string;
  readonly seq: number | null;
  readonly prev: number | null;
  readonly lane: Lane;
  readonly type: string;
  readonly rev: number;
  /** UTC, microseconds since 1970-01-01 */
  readonly at: number;
  readonly data: object;
}

/** No argument. */
export type Empty = { readonly [key: string]: never };

/** One step of the job's pinned version. */
export interface StepRef {
  readonly step: string;
}

/** One gate of one step. */
export interface GateRef {
  readonly step: string;
  readonly gate: string;
}

/** A channel (`job:…` or `order:…`), and the position after which to resume. */
export interface SubOpenData {
  readonly ch: string;
  readonly epoch?: string | null;
  readonly after?: number | null;
}

/** A channel. */
export interface SubRefData {
  readonly ch: string;
}

/** Everything up to `seq` of the channel has been handled. */
export interface AckData {
  readonly ch: string;
  readonly seq: number;
}

/** Hazards of a step, by the hash of their content. */
export interface HazardsData {
  readonly step: string;
  readonly hazards: readonly string[];
}

/** A person's own acknowledgement, and how they gave it. */
export interface HazardAckData {
  readonly step: string;
  readonly hazards: readonly string[];
  readonly means: Means;
}

/** Ask to complete the step; refused while a gate is closed. */
export interface CompleteData {
  readonly step: string;
  readonly means?: Means;
}

/** Leave a step out, where the procedure allows it. */
export interface SkipData {
  readonly step: string;
  readonly reason: string;
}

/** A value typed by a person: the step becomes `claimed`, never `measured`. */
export interface MeasureData {
  readonly step: string;
  readonly gate: string;
  readonly value: string;
  readonly unit: string;
}

/** A photo for a gate; it may be named before its bytes have arrived. */
export interface EvidenceData {
  readonly step: string;
  readonly gate: string;
  readonly sha256: string;
  readonly kind?: "photo";
}

/** A second person confirms with their own credential, on the performer's device. */
export interface WitnessData {
  readonly step: string;
  readonly gate: string;
  readonly login: string;
  readonly password: string;
}

/** Open a gate without what it demands; QA sees it first. The gate's view says which reasons it takes. */
export interface OverrideData {
  readonly step: string;
  readonly gate: string;
  readonly reason: OverrideReason;
  readonly note: string;
}

/** Start the step's timer on the server. */
export interface TimerData {
  readonly step: string;
  readonly gate: string;
}

/** One turn of the parts chat, from a step's slot or from nothing. */
export interface ChatTurnData {
  readonly chat: string;
  readonly text: string;
  readonly job?: string | null;
  readonly step?: string | null;
  readonly lang?: "zh" | "en";
  readonly seen?: number | null;
}

/** Yes to a read-back: order exactly what it said. */
export interface PartsOrderData {
  readonly chat: string;
  readonly quote: string;
}

/** Take an order back, while no supplier has confirmed it. */
export interface PartsCancelData {
  readonly order: string;
}

/** Follow a channel, from a position or from now. */
export interface SubOpen {
  /** rises by connection */
  readonly id: number;
  readonly idem: string;
  /** the device's time; never used for order */
  readonly at: number;
  readonly dseq?: number | null;
  readonly type: "sub.open";
  readonly data: SubOpenData;
}

/** Follow a channel no more. */
export interface SubClose {
  /** rises by connection */
  readonly id: number;
  readonly idem: string;
  /** the device's time; never used for order */
  readonly at: number;
  readonly dseq?: number | null;
  readonly type: "sub.close";
  readonly data: SubRefData;
}

/** Take a free job, or go on with one's own. */
export interface JobClaim {
  /** rises by connection */
  readonly id: number;
  readonly idem: string;
  /** the device's time; never used for order */
  readonly at: number;
  readonly dseq?: number | null;
  readonly job: string;
  readonly fence?: number | null;
  readonly rev?: number | null;
  readonly type: "job.claim";
  readonly data?: Empty;
}

/** Take a job from its holder. */
export interface JobTakeover {
  /** rises by connection */
  readonly id: number;
  readonly idem: string;
  /** the device's time; never used for order */
  readonly at: number;
  readonly dseq?: number | null;
  readonly job: string;
  readonly fence?: number | null;
  readonly rev?: number | null;
  readonly type: "job.takeover";
  readonly data?: Empty;
}

/** End a job whose steps are all settled. */
export interface JobFinish {
  /** rises by connection */
  readonly id: number;
  readonly idem: string;
  /** the device's time; never used for order */
  readonly at: number;
  readonly dseq?: number | null;
  readonly job: string;
  readonly fence?: number | null;
  readonly rev?: number | null;
  readonly type: "job.finish";
  readonly data?: Empty;
}

/** The device has drawn these hazards. */
export interface HazardDisplayed {
  /** rises by connection */
  readonly id: number;
  readonly idem: string;
  /** the device's time; never used for order */
  readonly at: number;
  readonly dseq?: number | null;
  readonly job: string;
  readonly fence?: number | null;
  readonly rev?: number | null;
  readonly type: "hazard.displayed";
  readonly data: HazardsData;
}

/** The person has understood these hazards. */
export interface HazardAck {
  /** rises by connection */
  readonly id: number;
  readonly idem: string;
  /** the device's time; never used for order */
  readonly at: number;
  readonly dseq?: number | null;
  readonly job: string;
  readonly fence?: number | null;
  readonly rev?: number | null;
  readonly type: "hazard.ack";
  readonly data: HazardAckData;
}

/** Look at a step that was reached before; it completes nothing. */
export interface StepShow {
  /** rises by connection */
  readonly id: number;
  readonly idem: string;
  /** the device's time; never used for order */
  readonly at: number;
  readonly dseq?: number | null;
  readonly job: string;
  readonly fence?: number | null;
  readonly rev?: number | null;
  readonly type: "step.show";
  readonly data: StepRef;
}

/** Look at the step before; it completes nothing. */
export interface StepBack {
  /** rises by connection */
  readonly id: number;
  readonly idem: string;
  /** the device's time; never used for order */
  readonly at: number;
  readonly dseq?: number | null;
  readonly job: string;
  readonly fence?: number | null;
  readonly rev?: number | null;
  readonly type: "step.back";
  readonly data?: Empty;
}

/** The open step is done. */
export interface StepComplete {
  /** rises by connection */
  readonly id: number;
  readonly idem: string;
  /** the device's time; never used for order */
  readonly at: number;
  readonly dseq?: number | null;
  readonly job: string;
  readonly fence?: number | null;
  readonly rev?: number | null;
  readonly type: "step.complete";
  readonly data: CompleteData;
}

/** Leave the open step out. */
export interface StepSkip {
  /** rises by connection */
  readonly id: number;
  readonly idem: string;
  /** the device's time; never used for order */
  readonly at: number;
  readonly dseq?: number | null;
  readonly job: string;
  readonly fence?: number | null;
  readonly rev?: number | null;
  readonly type: "step.skip";
  readonly data: SkipData;
}

/** Enter a value for a gate of the open step. */
export interface MeasureRecord {
  /** rises by connection */
  readonly id: number;
  readonly idem: string;
  /** the device's time; never used for order */
  readonly at: number;
  readonly dseq?: number | null;
  readonly job: string;
  readonly fence?: number | null;
  readonly rev?: number | null;
  readonly type: "measure.record";
  readonly data: MeasureData;
}

/** Name a photo for a gate of the open step. */
export interface EvidenceCommit {
  /** rises by connection */
  readonly id: number;
  readonly idem: string;
  /** the device's time; never used for order */
  readonly at: number;
  readonly dseq?: number | null;
  readonly job: string;
  readonly fence?: number | null;
  readonly rev?: number | null;
  readonly type: "evidence.commit";
  readonly data: EvidenceData;
}

/** A second person signs on this device. */
export interface WitnessSign {
  /** rises by connection */
  readonly id: number;
  readonly idem: string;
  /** the device's time; never used for order */
  readonly at: number;
  readonly dseq?: number | null;
  readonly job: string;
  readonly fence?: number | null;
  readonly rev?: number | null;
  readonly type: "witness.sign";
  readonly data: WitnessData;
}

/** Open a gate without what it demands. */
export interface GateOverride {
  /** rises by connection */
  readonly id: number;
  readonly idem: string;
  /** the device's time; never used for order */
  readonly at: number;
  readonly dseq?: number | null;
  readonly job: string;
  readonly fence?: number | null;
  readonly rev?: number | null;
  readonly type: "gate.override";
  readonly data: OverrideData;
}

/** Start a timer of the open step. */
export interface TimerStart {
  /** rises by connection */
  readonly id: number;
  readonly idem: string;
  /** the device's time; never used for order */
  readonly at: number;
  readonly dseq?: number | null;
  readonly job: string;
  readonly fence?: number | null;
  readonly rev?: number | null;
  readonly type: "timer.start";
  readonly data: TimerData;
}

/** Say something to the parts desk. */
export interface ChatTurn {
  /** rises by connection */
  readonly id: number;
  readonly idem: string;
  /** the device's time; never used for order */
  readonly at: number;
  readonly dseq?: number | null;
  readonly type: "chat.turn";
  readonly data: ChatTurnData;
}

/** Order what was read back. */
export interface PartsOrder {
  /** rises by connection */
  readonly id: number;
  readonly idem: string;
  /** the device's time; never used for order */
  readonly at: number;
  readonly dseq?: number | null;
  readonly type: "parts.order";
  readonly data: PartsOrderData;
}

/** Take an order back. */
export interface PartsCancel {
  /** rises by connection */
  readonly id: number;
  readonly idem: string;
  /** the device's time; never used for order */
  readonly at: number;
  readonly dseq?: number | null;
  readonly type: "parts.cancel";
  readonly data: PartsCancelData;
}

/** Cumulative acknowledgement of pushes; has no reply. */
export interface Ack {
  readonly type: "ack";
  readonly data: AckData;
}

/** One hazard: signal word, what can happen, what to do, symbol. */
export interface HazardView {
  readonly hash: string;
  readonly level: HazardLevel;
  readonly symbol: string;
  readonly consequence: Text;
  readonly action: Text;
}

/** An approved number, as an exact span of the approved version. */
export interface ValueView {
  readonly name: Text;
  readonly value: string;
  readonly unit: string;
  readonly tolerance: string;
  readonly source: string;
  readonly demonstration: boolean;
}

/** A part that the step needs, and what has been ordered for it. */
export interface SlotView {
  readonly id: string;
  readonly name: Text;
  readonly quantity: number;
  readonly order: string | null;
  readonly order_status: string | null;
}

/** What the camera said of a photo, with the cause and what to do better. */
export interface VerdictView {
  readonly evidence: string;
  readonly sha256: string;
  readonly outcome: "pass" | "fail" | "unsure" | "retake";
  readonly cause: string;
  readonly message: Text;
  readonly score: number | null;
  readonly heat: Box | null;
  readonly detector: string;
}

/** What a step demands, and how far that is. */
export interface GateView {
  readonly id: string;
  readonly kind: GateKind;
  readonly status: GateStatus;
  readonly prompt: Text;
  readonly overridable: boolean;
  readonly override_reasons: readonly OverrideReason[];
  readonly unit: string;
  readonly low: string;
  readonly high: string;
  readonly value: string;
  readonly seconds: number;
  readonly due_at: number | null;
  readonly fired_at: number | null;
  readonly witness: string;
  readonly verdict: VerdictView | null;
  readonly ghost: string | null;
  /** demonstration scenes; empty elsewhere */
  readonly scenes: readonly string[];
}

/** The open step, in full. */
export interface StepView {
  readonly id: string;
  readonly number: number;
  readonly title: Text;
  readonly text: Text;
  readonly picture: string | null;
  readonly spot: Box | null;
  readonly values: readonly ValueView[];
  readonly tools: readonly Text[];
  readonly consumables: readonly Text[];
  readonly slots: readonly SlotView[];
  readonly gates: readonly GateView[];
  readonly skippable: boolean;
}

/** One line of the overview; the title only once it may be shown. */
export interface StepMark {
  readonly id: string;
  readonly number: number;
  readonly truth: Truth;
  readonly title: Text | null;
  readonly hazards: number;
  readonly gates: number;
}

/** A photo that QA sent back, at its spot; or an override of a gate that has none. */
export interface ReworkView {
  readonly step: string;
  readonly number: number;
  readonly gate: string;
  readonly evidence: string;
  readonly sha256: string | null;
  readonly kind: "reject" | "rework";
  readonly reason: string;
  readonly note: string;
  readonly box: Box | null;
  readonly by: string;
  /** UTC, microseconds since 1970-01-01 */
  readonly at: number;
}

/** The car in one line. */
export interface VehicleLine {
  readonly vin: string;
  readonly plate: string;
  readonly title: Text;
}

/** One job at one position of its log. */
export interface JobView {
  readonly job: string;
  readonly rev: number;
  readonly fence: number;
  readonly phase: Phase;
  readonly holder: string | null;
  readonly holder_name: string;
  readonly mine: boolean;
  readonly order: string;
  readonly order_number: string;
  readonly vehicle: VehicleLine;
  readonly procedure: string;
  readonly version: string;
  readonly version_number: string;
  readonly title: Text;
  readonly demonstration: boolean;
  /** UTC, microseconds since 1970-01-01 */
  readonly started_at: number;
  readonly finished_at: number | null;
  readonly current: string | null;
  readonly current_number: number;
  readonly hazards: readonly HazardView[];
  /** every step is settled and nothing is sent back */
  readonly finishable: boolean;
  /** acknowledged hazards of the open step */
  readonly band: readonly HazardView[];
  readonly step: StepView | null;
  readonly steps: readonly StepMark[];
  readonly reworks: readonly ReworkView[];
}

/** A job was made on a repair order, pinned to one version. */
export interface JobStarted {
  readonly order: string;
  readonly procedure: string;
  readonly version: string;
}

/** Somebody holds the job from now on, under a new fence. */
export interface JobClaimed {
  readonly user: string;
  readonly device: string;
  readonly fence: number;
  readonly taken_from: string | null;
}

/** Every step is settled and the holder has ended the job. */
export interface JobFinished {
  readonly user: string;
}

/** A photo was sent back after the job had been finished. */
export interface JobReopened {
  readonly evidence: string;
  readonly reviewer: string;
}

/** A step was opened with its hazards alone. */
export interface HazardShown {
  readonly step: string;
  readonly hazards: readonly string[];
}

/** `hazard.displayed`: the device drew it; nobody has acknowledged anything yet. */
export interface HazardSeen {
  readonly step: string;
  readonly hazards: readonly string[];
  readonly device: string;
}

/** A person's own acknowledgement. */
export interface HazardAcked {
  readonly step: string;
  readonly hazards: readonly string[];
  readonly user: string;
  readonly means: string;
}

/** A step's text may be seen by its holder. */
export interface StepShown {
  readonly step: string;
}

/** A step is done, and this is how true that is. */
export interface StepCompleted {
  readonly step: string;
  readonly truth: Truth;
  readonly user: string;
}

/** A step was left out, where the procedure allows it. */
export interface StepSkipped {
  readonly step: string;
  readonly reason: string;
  readonly user: string;
}

/** A value was entered for a gate. */
export interface Measured {
  readonly step: string;
  readonly gate: string;
  readonly value: string;
  readonly unit: string;
  readonly within: boolean;
  readonly source: "typed";
  readonly user: string;
}

/** A timer runs on the server. */
export interface TimerStarted {
  readonly step: string;
  readonly gate: string;
  /** UTC, microseconds since 1970-01-01 */
  readonly due_at: number;
}

/** A timer has run out, perhaps late. */
export interface TimerFired {
  readonly step: string;
  readonly gate: string;
  readonly late_ms: number;
}

/** A photo was named for a gate; told again once its bytes are here. */
export interface EvidenceCommitted {
  readonly step: string;
  readonly gate: string;
  readonly evidence: string;
  readonly sha256: string;
  readonly user: string;
  readonly awaiting_bytes: boolean;
}

/** `inspect.result`: the camera's verdict on one photo. */
export interface Inspected {
  readonly step: string;
  readonly gate: string;
  readonly evidence: string;
  readonly sha256: string;
  readonly outcome: "pass" | "fail" | "unsure" | "retake";
  readonly cause: string;
  readonly score: number | null;
  readonly heat: Box | null;
  readonly detector: string;
}

/** A gate stays closed, and why. */
export interface GateBlocked {
  readonly step: string;
  readonly gate: string;
  readonly cause: string;
}

/** A gate is open, and by what. */
export interface GateOpened {
  readonly step: string;
  readonly gate: string;
  readonly how: "photo" | "measure" | "timer" | "witness" | "override" | "review";
}

/** A gate was opened without what it demands. */
export interface GateOverridden {
  readonly step: string;
  readonly gate: string;
  readonly reason: string;
  readonly note: string;
  readonly user: string;
}

/** A second person has signed. */
export interface Witnessed {
  readonly step: string;
  readonly gate: string;
  readonly witness: string;
  readonly performer: string;
}

/** QA accepted a photo; `truth` is the step's from now on, where that changes. */
export interface QaJudged {
  readonly step: string;
  readonly gate: string;
  readonly evidence: string;
  readonly verdict: "accept";
  readonly reviewer: string;
  readonly truth: Truth | null;
}

/** QA sent a photo or an override back: `reject` wants a new photo, `rework` reopens the whole step. */
export interface QaRework {
  readonly step: string;
  readonly gate: string;
  readonly evidence: string;
  readonly sha256: string | null;
  readonly kind: "reject" | "rework";
  readonly reason: string;
  readonly note: string;
  readonly box: Box | null;
  readonly reviewer: string;
}

/** A part was ordered for a slot of the step. */
export interface PartsOrdered {
  readonly order: string;
  readonly step: string;
  readonly slot: string;
  readonly part: string;
  readonly quantity: number;
  readonly user: string;
}

/** An order's state has changed. */
export interface PartsStatus {
  readonly order: string;
  readonly status: string;
  readonly supplier: string;
}

/** One answer that may be tapped; `value` is what to send as text. */
export interface ChatOption {
  readonly value: string;
  readonly label: Text;
}

/** The one thing that has to be known before anything can be offered. */
export interface ChatQuestion {
  readonly prompt: Text;
  readonly options: readonly ChatOption[];
}

/** What one named driver adds to (or takes off) the net price of one piece. */
export interface PriceLine {
  readonly driver: string;
  readonly label: Text;
  /** minor units of the currency, such as 分 */
  readonly amount: number;
}

/** One part from one place, with its price and why it fits; send `id` as text to take it. */
export interface Offer {
  readonly id: string;
  readonly part_number: string;
  readonly name: Text;
  readonly brand: string;
  readonly tier: Tier;
  readonly tier_label: Text;
  /** minor units of the currency, such as 分 */
  readonly gross: number;
  /** minor units of the currency, such as 分 */
  readonly net: number;
  readonly currency: string;
  readonly tax_percent: string;
  readonly place: Place;
  readonly place_label: Text;
  readonly arrival: Text;
  /** UTC, microseconds since 1970-01-01 */
  readonly arrives_at: number;
  readonly why: Text;
  readonly superseded_from: readonly string[];
  readonly breakdown: readonly PriceLine[];
  readonly supplier: string;
  readonly demonstration: boolean;
  /** what stands above one of several blocks */
  readonly group: Text | null;
}

/** One line of what will be ordered; `gross` is for the whole line. */
export interface ReadbackLine {
  readonly part_number: string;
  readonly name: Text;
  readonly quantity: number;
  /** minor units of the currency, such as 分 */
  readonly gross: number;
  readonly tier: Tier | null;
  readonly tier_label: Text | null;
}

/** Everything that will happen on yes; the price is pinned until `expires_at`. */
export interface Readback {
  readonly quote: string;
  readonly lines: readonly ReadbackLine[];
  /** minor units of the currency, such as 分 */
  readonly gross: number;
  /** minor units of the currency, such as 分 */
  readonly net: number;
  readonly currency: string;
  readonly supplier: string;
  readonly arrival: Text;
  /** UTC, microseconds since 1970-01-01 */
  readonly expires_at: number;
  readonly text: Text;
  readonly car: VehicleLine | null;
}

/** One thing that happened to an order, oldest first. */
export interface OrderMoment {
  /** UTC, microseconds since 1970-01-01 */
  readonly at: number;
  readonly status: string;
  readonly note: Text;
}

/** An order as it truly stands; where waiting will not help, what that means and what may be done. */
export interface OrderView {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly status_label: Text;
  readonly supplier: string;
  readonly lines: readonly ReadbackLine[];
  /** minor units of the currency, such as 分 */
  readonly gross: number;
  /** minor units of the currency, such as 分 */
  readonly net: number;
  readonly currency: string;
  readonly place: Place;
  readonly cancellable: boolean;
  /** UTC, microseconds since 1970-01-01 */
  readonly placed_at: number;
  readonly asked_at: number | null;
  readonly due_at: number | null;
  readonly answered_at: number | null;
  readonly arrives_at: number | null;
  readonly advice: Text | null;
  readonly choices: readonly ChatOption[];
  readonly history: readonly OrderMoment[];
  readonly job: string | null;
  /** its plate, else its VIN */
  readonly car: string;
  readonly by_name: string;
  readonly demonstration: boolean;
}

/** The whole answer to one turn. */
export interface ChatAnswer {
  readonly chat: string;
  readonly turn: number;
  readonly text: Text;
  readonly vehicle: VehicleLine | null;
  readonly question: ChatQuestion | null;
  readonly offers: readonly Offer[];
  readonly readback: Readback | null;
  readonly orders: readonly OrderView[];
}

/** One thing known of a vehicle and its source; `text` and `origin` are the two as people read them. */
export interface FactView {
  readonly name: string;
  readonly label: Text;
  readonly value: string;
  readonly text: Text;
  readonly source: string;
  readonly origin: Text;
}

/** One possible answer. */
export interface OptionView {
  readonly value: string;
  readonly label: Text;
}

/** The one fact that has to be asked. */
export interface QuestionView {
  readonly fact: string;
  readonly prompt: Text;
  readonly options: readonly OptionView[];
}

/** One job in a list. */
export interface JobLine {
  readonly job: string;
  readonly repair_order: string;
  readonly order_number: string;
  readonly plate: string;
  /** the id, stable through versions */
  readonly procedure: string;
  readonly title: Text;
  readonly vehicle: Text;
  readonly phase: Phase;
  readonly current_number: number;
  readonly steps: number;
  readonly holder_name: string;
  readonly mine: boolean;
  readonly reworks: number;
  /** UTC, microseconds since 1970-01-01 */
  readonly started_at: number;
  readonly finished_at: number | null;
}

/** One repair order with its vehicle and its jobs. */
export interface RepairOrderView {
  readonly id: string;
  readonly number: string;
  readonly plate: string;
  readonly vin: string;
  readonly title: Text;
  readonly warnings: readonly Text[];
  readonly facts: readonly FactView[];
  readonly complaint: string;
  readonly mileage_km: number | null;
  readonly status: string;
  /** UTC, microseconds since 1970-01-01 */
  readonly created_at: number;
  readonly jobs: readonly JobLine[];
}

/** One repair order in a list; `jobs` counts those that were begun on it. */
export interface RepairOrderLine {
  readonly id: string;
  readonly number: string;
  readonly plate: string;
  readonly vin: string;
  readonly title: Text;
  readonly complaint: string;
  readonly jobs: number;
}

/** An approved procedure that applies to this vehicle, and why. */
export interface ProcedureOffer {
  readonly procedure: string;
  readonly version: string;
  readonly number: string;
  readonly title: Text;
  readonly kind: string;
  readonly steps: number;
  readonly demonstration: boolean;
  readonly reason: Text;
}

/** A procedure that does not apply, and why. */
export interface ProcedureRefused {
  readonly title: Text;
  readonly reason: Text;
}

/** What may be done on this vehicle; at most one question at a time. */
export interface ProcedureOffers {
  readonly offers: readonly ProcedureOffer[];
  readonly question: QuestionView | null;
  readonly not_covered: boolean;
  readonly refused: readonly ProcedureRefused[];
}

/** Somebody named in the record. */
export interface RecordPerson {
  readonly id: string;
  readonly name: string;
}

/** A supplier of the record's parts, as people call it. */
export interface RecordSupplier {
  readonly id: string;
  readonly name: Text;
}

/** One acknowledgement of hazards, by the person who then performed the step. */
export interface RecordHazard {
  readonly hazards: readonly string[];
  readonly levels: readonly HazardLevel[];
  readonly texts: readonly Text[];
  readonly by: string;
  /** UTC, microseconds since 1970-01-01 */
  readonly at: number;
  readonly means: string;
}

/** What QA may have said of it, and where. */
export interface RecordJudged {
  readonly qa: "accept" | "reject" | "rework" | null;
  readonly qa_by: string;
  readonly qa_at: number | null;
  readonly qa_reason: string;
  readonly qa_note: string;
  readonly box: Box | null;
}

/** One photo, and everything that was said of it. */
export interface RecordPhoto {
  readonly qa: "accept" | "reject" | "rework" | null;
  readonly qa_by: string;
  readonly qa_at: number | null;
  readonly qa_reason: string;
  readonly qa_note: string;
  readonly box: Box | null;
  readonly evidence: string;
  readonly sha256: string;
  readonly by: string;
  /** UTC, microseconds since 1970-01-01 */
  readonly at: number;
  readonly outcome: "pass" | "fail" | "unsure" | "retake" | null;
  readonly cause: string;
  readonly score: number | null;
  readonly detector: string;
}

/** One value that was entered. */
export interface RecordMeasure {
  readonly value: string;
  readonly unit: string;
  readonly within: boolean;
  readonly source: string;
  readonly by: string;
  /** UTC, microseconds since 1970-01-01 */
  readonly at: number;
}

/** A gate opened without what it demands; QA's word on it stands at its photo, if there is one. */
export interface RecordOverride {
  readonly qa: "accept" | "reject" | "rework" | null;
  readonly qa_by: string;
  readonly qa_at: number | null;
  readonly qa_reason: string;
  readonly qa_note: string;
  readonly box: Box | null;
  readonly reason: string;
  readonly note: string;
  readonly by: string;
  /** UTC, microseconds since 1970-01-01 */
  readonly at: number;
}

/** What one gate demanded, and all that was given to it. */
export interface RecordGate {
  readonly id: string;
  readonly kind: GateKind;
  readonly prompt: Text;
  readonly status: string;
  readonly truth: Truth;
  readonly photos: readonly RecordPhoto[];
  readonly measures: readonly RecordMeasure[];
  readonly overrides: readonly RecordOverride[];
  readonly timer_due_at: number | null;
  readonly timer_fired_at: number | null;
  readonly late_ms: number | null;
  readonly witness: string;
  readonly witnessed_at: number | null;
}

/** One part ordered for a step; `supplier` is the id of one of the record's, empty for our own stock. */
export interface RecordPart {
  readonly order: string;
  readonly slot: string;
  readonly part: string;
  readonly name: Text | null;
  readonly quantity: number;
  readonly status: string;
  readonly supplier: string;
  readonly by: string;
  /** UTC, microseconds since 1970-01-01 */
  readonly at: number;
}

/** One step, and how true it is that it was done. */
export interface RecordStep {
  readonly id: string;
  readonly number: number;
  readonly hazards: readonly RecordHazard[];
  readonly title: Text | null;
  readonly truth: Truth;
  readonly by: string;
  readonly at: number | null;
  readonly skip_reason: string;
  readonly times_completed: number;
  readonly values: readonly ValueView[];
  readonly gates: readonly RecordGate[];
  readonly parts: readonly RecordPart[];
}

/** One line of the log. */
export interface RecordEvent {
  readonly seq: number;
  readonly type: string;
  readonly by: string;
  /** UTC, microseconds since 1970-01-01 */
  readonly at: number;
  readonly step: string;
}

/** One job, complete. `digest` is the SHA-256 of the canonical log that it was made from. */
export interface Record {
  readonly job: string;
  readonly order_number: string;
  readonly vehicle: VehicleLine;
  readonly procedure: string;
  readonly version: string;
  readonly version_number: string;
  readonly title: Text;
  readonly demonstration: boolean;
  /** UTC, microseconds since 1970-01-01 */
  readonly started_at: number;
  readonly finished_at: number | null;
  readonly finished_by: string;
  readonly rev: number;
  readonly digest: string;
  readonly people: readonly RecordPerson[];
  readonly suppliers: readonly RecordSupplier[];
  readonly steps: readonly RecordStep[];
  readonly log: readonly RecordEvent[];
}

/** One page of a channel. */
export interface SubOpened {
  readonly ch: string;
  readonly epoch: string;
  /** the position of this page: its last event, or the view's */
  readonly head: number;
  readonly events: readonly Push[];
  readonly more: boolean;
  readonly view: JobView | null;
  readonly order: OrderView | null;
}

/** What a command did: the events it made, from `first` to the reply's `rev`; 0 where it made none. */
export interface JobDone {
  readonly job: string;
  readonly fence: number;
  readonly first: number;
}

export type JobCommand = JobClaim | JobTakeover | JobFinish | HazardDisplayed | HazardAck | StepShow | StepBack | StepComplete | StepSkip | MeasureRecord | EvidenceCommit | WitnessSign | GateOverride | TimerStart;
export type Command = SubOpen | SubClose | JobClaim | JobTakeover | JobFinish | HazardDisplayed | HazardAck | StepShow | StepBack | StepComplete | StepSkip | MeasureRecord | EvidenceCommit | WitnessSign | GateOverride | TimerStart | ChatTurn | PartsOrder | PartsCancel;

/** Every logged event of a job's channel, by type. */
export interface Facts {
  readonly "job.start": JobStarted;
  readonly "job.claim": JobClaimed;
  readonly "job.takeover": JobClaimed;
  readonly "job.finish": JobFinished;
  readonly "job.reopen": JobReopened;
  readonly "hazard.show": HazardShown;
  readonly "hazard.displayed": HazardSeen;
  readonly "hazard.ack": HazardAcked;
  readonly "step.show": StepShown;
  readonly "step.complete": StepCompleted;
  readonly "step.skip": StepSkipped;
  readonly "measure.record": Measured;
  readonly "timer.start": TimerStarted;
  readonly "timer.fired": TimerFired;
  readonly "evidence.commit": EvidenceCommitted;
  readonly "inspect.result": Inspected;
  readonly "gate.blocked": GateBlocked;
  readonly "gate.opened": GateOpened;
  readonly "gate.override": GateOverridden;
  readonly "witness.sign": Witnessed;
  readonly "qa.verdict": QaJudged;
  readonly "qa.rework": QaRework;
  readonly "parts.order": PartsOrdered;
  readonly "parts.status": PartsStatus;
}
