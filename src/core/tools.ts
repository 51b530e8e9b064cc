/** Tools that change how the picture is shown. */
export const viewTools = ['window', 'pan', 'zoom', 'scroll'] as const;
/** Tools that point at something in the picture; the frame around the viewport answers them. */
export const pointingTools = ['magnify', 'probe', 'region', 'crosshair'] as const;

export type ViewTool = (typeof viewTools)[number];
export type PointingTool = (typeof pointingTools)[number];

/** What the primary button of the mouse does, or one finger. */
export type PrimaryTool = ViewTool | PointingTool;

export const primaryTools: readonly PrimaryTool[] = [...viewTools, ...pointingTools];

/** A pointing tool in use: pressed, moved, let go. In CSS pixels from the upper left corner of the viewport. */
export interface PointingEvent {
  readonly tool: PointingTool;
  readonly x: number;
  readonly y: number;
  readonly phase: 'start' | 'move' | 'end';
}

/** Modifiers that make another trigger of a button or of the wheel; `none` is the bare one. */
export const heldKeys = ['none', 'Shift', 'Ctrl', 'Alt'] as const;
export type HeldKey = (typeof heldKeys)[number];

const modified = <Name extends string>(name: Name) =>
  heldKeys.map((held) => (held === 'none' ? name : `${held}+${name}`)) as (
    | Name
    | `${Exclude<HeldKey, 'none'>}+${Name}`
  )[]; // just these, by construction

/** What a drag can be started with. */
export const dragTriggers = [
  ...modified('left'),
  ...modified('middle'),
  ...modified('right'),
  'touch1',
] as const;
export const wheelTriggers = modified('wheel');

/** `primary`: the tool that is chosen in the palette. */
export const dragActions = ['primary', ...primaryTools, 'none'] as const;
export const wheelActions = ['scroll', 'scrollFast', 'zoom', 'none'] as const;
/** Two fingers: they move and enlarge the picture, or they scroll when they go up or down together. */
export const twoFingerActions = ['move', 'scroll'] as const;
export const holdActions = ['pickUp', 'none'] as const;
export const doubleTapActions = ['fit', 'maximise', 'none'] as const;

export type DragTrigger = (typeof dragTriggers)[number];
export type WheelTrigger = (typeof wheelTriggers)[number];
export type DragAction = (typeof dragActions)[number];
export type WheelAction = (typeof wheelActions)[number];
export type HoldAction = (typeof holdActions)[number];
export type DoubleTapAction = (typeof doubleTapActions)[number];

/** What mouse and fingers do. A trigger that is absent does what its button does without modifiers. */
export type PointerBindings = {
  readonly [Trigger in DragTrigger]?: DragAction;
} & { readonly [Trigger in WheelTrigger]?: WheelAction } & {
  readonly touch2?: (typeof twoFingerActions)[number];
  readonly touchHold?: HoldAction;
  readonly touchTwice?: DoubleTapAction;
};

export const defaultBindings: PointerBindings = {
  left: 'primary',
  'Shift+left': 'region',
  middle: 'pan',
  right: 'zoom',
  wheel: 'scroll',
  'Shift+wheel': 'scrollFast',
  // A pinch on a track pad arrives as this.
  'Ctrl+wheel': 'zoom',
  touch1: 'primary',
  touch2: 'move',
  touchHold: 'pickUp',
  touchTwice: 'fit',
};

const choices: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(dragTriggers.map((trigger) => [trigger, dragActions])),
  ...Object.fromEntries(wheelTriggers.map((trigger) => [trigger, wheelActions])),
  touch2: twoFingerActions,
  touchHold: holdActions,
  touchTwice: doubleTapActions,
};

/** What a trigger can be set to; nothing for what is no trigger. */
export const actionsOf = (trigger: string): readonly string[] =>
  Object.hasOwn(choices, trigger) ? (choices[trigger] ?? []) : [];

/** Bindings with the reader's own among them; what means nothing here is left out. */
export function bindingsWith(own: Readonly<Record<string, string>> | undefined): PointerBindings {
  const usable = Object.entries(own ?? {}).filter(([trigger, action]) => actionsOf(trigger).includes(action));
  return { ...defaultBindings, ...Object.fromEntries(usable) };
}

export interface Held {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The modifier that counts when several are held. */
export function heldKeyOf({ shiftKey, ctrlKey, metaKey, altKey }: Held): HeldKey {
  if (ctrlKey || metaKey) return 'Ctrl';
  if (shiftKey) return 'Shift';
  return altKey ? 'Alt' : 'none';
}

/** What a button of the mouse does with what is held. */
export function dragActionOf(
  bindings: PointerBindings,
  button: 'left' | 'middle' | 'right',
  held: HeldKey,
): DragAction {
  return (held === 'none' ? undefined : bindings[`${held}+${button}`]) ?? bindings[button] ?? 'none';
}

export function wheelActionOf(bindings: PointerBindings, held: HeldKey): WheelAction {
  return (held === 'none' ? undefined : bindings[`${held}+wheel`]) ?? bindings.wheel ?? 'none';
}
