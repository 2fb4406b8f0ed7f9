// Records of the wire, declared once: from a table of fields follow how a record is read and written, which names it may hold, and its
// type. What the pages contradict each other about is read and written by hand (`handMade`, or a codec of its own).
import { allOf, allowedNames, textOnly, type AllowedNames } from './allowed-names';
import type { Codec } from './codec';
import type { Form } from './form';
import { element, textElement, type XmlElement, type XmlNode } from './xml';
import {
  allSkipped,
  attributeText,
  childNamed,
  childrenNamed,
  decodeEach,
  rawText,
  required,
  type Skipped,
} from './xml-reader';

/** An element that is being written. */
export class Draft {
  readonly attributes: Record<string, string> = {};
  readonly children: (XmlNode | Draft)[] = [];

  constructor(readonly name: string) {}

  /** The child of that name that others write to as well. */
  inside(name: string): Draft {
    const known = this.children.find((child): child is Draft => child instanceof Draft && child.name === name);
    if (known) return known;
    const draft = new Draft(name);
    this.children.push(draft);
    return draft;
  }

  /** However many: one call takes no more than so many arguments, and their number is up to others. */
  add(children: Iterable<XmlNode>): void {
    for (const child of children) this.children.push(child);
  }

  finished(): XmlElement {
    const children = this.children.map((child) => (child instanceof Draft ? child.finished() : child));
    return element(this.name, this.attributes, children);
  }
}

/** What lists leave out while a record is read. */
export interface LeftOut {
  all: Skipped;
}

/** Where a value stands. `key`: the name of the field, which is the one on the wire unless another is given. */
interface Place<T> {
  /** Undefined where it is not there, or is nothing that could be meant. Throws `ProtocolError`. */
  find(source: XmlElement, key: string, left: LeftOut): T | undefined;
  put(value: T, key: string, draft: Draft): void;
  names(key: string): AllowedNames;
  /** What is missing where there is none; else the name of the field. */
  readonly what?: string | undefined;
}

/** A line of the table. Of one whose type has `undefined` the record has no such field when it is not there. */
interface Field<T> {
  readonly place: Place<unknown>;
  /** What counts when nothing is there. Throws `ProtocolError` when that may not be. */
  missing(key: string): T;
}

/** A field that has to be there, unless it says otherwise. */
export class PlacedField<T> implements Field<T> {
  constructor(readonly place: Place<T>) {}

  missing(key: string): T {
    return required<T>(undefined, this.place.what ?? key);
  }

  get optional(): Field<T | undefined> {
    return { place: this.place, missing: () => undefined };
  }

  or(fallback: T): Field<T> {
    return { place: this.place, missing: () => fallback };
  }

  /** In a child of that name, together with whatever else stands there. */
  in(name: string): PlacedField<T> {
    const { place } = this;
    return new PlacedField({
      find: (source, key, left) => {
        const child = childNamed(source, name);
        return child && place.find(child, key, left);
      },
      put: (value, key, draft) => {
        place.put(value, key, draft.inside(name));
      },
      names: (key) => allowedNames([], { [name]: place.names(key) }),
    });
  }

  /** Read elsewhere where nothing is found here. */
  else({ place: other }: PlacedField<T>): PlacedField<T> {
    const { place } = this;
    return new PlacedField({
      ...place,
      find: (source, key, left) => place.find(source, key, left) ?? other.find(source, key, left),
      names: (key) => allOf(place.names(key), other.names(key)),
    });
  }
}

/** `alias`: read where there is none of the name. */
export function attribute<T>({ read, write, what }: Form<T>, name?: string, alias?: string): PlacedField<T> {
  return new PlacedField<T>({
    find: (source, key) => {
      const text =
        attributeText(source, name ?? key) ?? (alias === undefined ? undefined : attributeText(source, alias));
      return text === undefined ? undefined : read(text);
    },
    put: (value, key, draft) => {
      draft.attributes[name ?? key] = written(value, write);
    },
    names: (key) => allowedNames([name ?? key, ...(alias === undefined ? [] : [alias])]),
    what,
  });
}

function written<T>(value: T, write: Form<T>['write']): string {
  return write ? write(value) : String(value);
}

/** The text of a child. */
export function child<T>({ read, write, what }: Form<T>, name?: string): PlacedField<T> {
  return new PlacedField<T>({
    find: (source, key) => {
      const found = childNamed(source, name ?? key);
      return found && read(rawText(found));
    },
    put: (value, key, draft) => {
      draft.children.push(textElement(name ?? key, written(value, write)));
    },
    names: (key) => allowedNames([], { [name ?? key]: textOnly }),
    what,
  });
}

/** The text of the element itself. */
export function content<T>({ read, write, what }: Form<T>): PlacedField<T> {
  return new PlacedField<T>({
    find: (source) => read(rawText(source)),
    put: (value, _key, draft) => {
      draft.children.push(written(value, write));
    },
    names: () => textOnly,
    what,
  });
}

/** A child that is a record itself. */
export function one<T extends object>(codec: RecordCodec<T>): PlacedField<T> {
  return new PlacedField<T>({
    find: (source) => {
      const found = childNamed(source, codec.element);
      return found && codec.decode(found);
    },
    put: (value, _key, draft) => {
      draft.children.push(codec.encode(value));
    },
    names: () => allowedNames([], { [codec.element]: codec.names }),
  });
}

/** All children that are such records. One that breaks its rules breaks those of the whole. */
export function all<T>(codec: RecordCodec<T>): PlacedField<readonly T[]> {
  return listed(codec, (sources) => sources.map((source) => codec.decode(source)));
}

/** The same, of which there has to be one at least. */
export function some<T>(codec: RecordCodec<T>): PlacedField<readonly T[]> {
  return listed(codec, (sources) => {
    required(sources[0], codec.element);
    return sources.map((source) => codec.decode(source));
  });
}

/** All that keep to their rules: one that does not costs that one. */
export function each<T>(codec: RecordCodec<T>): PlacedField<readonly T[]> {
  return listed(codec, (sources, left) => {
    const { values, ...skipped } = decodeEach(sources, codec.decode);
    left.all = allSkipped([left.all, skipped]);
    return values;
  });
}

/** The same, where what the entries left out of their own lists is told of all together. */
export function eachWithOwn<T extends Skipped>(codec: RecordCodec<T>): PlacedField<readonly Omit<T, keyof Skipped>[]> {
  return listed<Omit<T, keyof Skipped>>(codec, (sources, left) => {
    const { values, ...skipped } = decodeEach(sources, codec.decode);
    left.all = allSkipped([left.all, ...values, skipped]);
    return values.map(({ skipped: _skipped, skippedFor: _skippedFor, ...value }) => value);
  });
}

function listed<T>(
  { element: name, names, encode }: Pick<RecordCodec<T>, 'element' | 'names' | 'encode'>,
  read: (sources: readonly XmlElement[], left: LeftOut) => readonly T[] | undefined,
): PlacedField<readonly T[]> {
  return new PlacedField<readonly T[]>({
    find: (source, _key, left) => read(childrenNamed(source, name), left),
    put: (values, _key, draft) => {
      draft.add(values.map((value) => encode(value)));
    },
    names: () => allowedNames([], { [name]: names }),
  });
}

/** Read and written by hand. `names`: all that it reads, else a careful server refuses what it writes. */
export function handMade<T>(
  find: (source: XmlElement) => T | undefined,
  write: (value: T) => readonly XmlNode[],
  names: AllowedNames,
): PlacedField<T> {
  return new PlacedField<T>({
    find,
    put: (value, _key, draft) => {
      draft.add(write(value));
    },
    names: () => names,
  });
}

export interface RecordCodec<T> extends Codec<T> {
  readonly names: AllowedNames;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;
type TypeOf<F> = F extends Field<infer T> ? T : never;
type Merged<T> = { readonly [K in keyof T]: T[K] };
type ValueOfFields<F extends Fields> = Merged<
  { [K in keyof F as undefined extends TypeOf<F[K]> ? never : K]: TypeOf<F[K]> } & {
    [K in keyof F as undefined extends TypeOf<F[K]> ? K : never]?: Exclude<TypeOf<F[K]>, undefined>;
  }
>;
export type RecordOf<K extends string, F extends Fields> = Merged<{ kind: K } & ValueOfFields<F>>;

export interface Around {
  /** Attributes that are always written and mean nothing. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** The same, behind the others. */
  readonly lastAttributes?: Readonly<Record<string, string>>;
  /** What may stand there besides the fields. */
  readonly names?: AllowedNames;
  /** Elements of other namespaces may stand there. */
  readonly isOpen?: boolean;
}

/** A record that is known by where it stands. Attributes and children are written in the order of the table. */
export function part<F extends Fields>(name: string, fields: F, around: Around = {}): RecordCodec<ValueOfFields<F>> {
  return codecOf(name, undefined, fields, around) as RecordCodec<ValueOfFields<F>>;
}

/** One of a union: its kind is the name of its element. */
export function record<K extends string, F extends Fields>(
  kind: K,
  fields: F,
  around: Around = {},
): RecordCodec<RecordOf<K, F>> {
  return codecOf(kind, kind, fields, around) as RecordCodec<RecordOf<K, F>>;
}

function codecOf(name: string, kind: string | undefined, fields: Fields, around: Around): RecordCodec<object> {
  const lines = Object.entries(fields).map(([key, field]) => ({ key, field, place: field.place }));
  const own = lines.map(({ key, place }) => place.names(key)).reduce(allOf, textOnly);
  return {
    element: name,
    names: { ...(around.names ? allOf(own, around.names) : own), ...(around.isOpen && { isOpen: true }) },
    decode(source) {
      const value: Record<string, unknown> = kind === undefined ? {} : { kind };
      const left: LeftOut = { all: {} };
      for (const { key, field, place } of lines) {
        const found = place.find(source, key, left) ?? field.missing(key);
        if (found !== undefined) value[key] = found;
      }
      return Object.assign(value, left.all);
    },
    encode(value) {
      const draft = new Draft(name);
      Object.assign(draft.attributes, around.attributes);
      for (const { key, place } of lines) {
        const given = (value as Readonly<Record<string, unknown>>)[key];
        if (given !== undefined) place.put(given, key, draft);
      }
      Object.assign(draft.attributes, around.lastAttributes);
      return draft.finished();
    },
  };
}

/** Of which the lists may have left something out: its type says so. */
export function listing<T>(codec: RecordCodec<T>): RecordCodec<T & Skipped> {
  return codec as RecordCodec<T & Skipped>;
}

/** An element that is nothing but its text. */
export function textRecord<T extends string>(name: string, form: Form<T>): RecordCodec<T> {
  return {
    element: name,
    names: textOnly,
    decode: (source) => required(form.read(rawText(source)), form.what ?? name),
    encode: (value) => textElement(name, value),
  };
}
