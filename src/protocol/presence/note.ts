// `note` (protocol.md 5.6).

export interface NoteBody {
  readonly type: 'personal' | 'OOF';
  readonly text: string;
}

export interface Note {
  readonly kind: 'note';
  readonly bodies: readonly NoteBody[];
}
