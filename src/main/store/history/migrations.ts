// The database's shape, version by version. A step is never edited once it has shipped; the next one changes what it left.

/** Applied in order; `PRAGMA user_version` counts those done. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    direction TEXT NOT NULL,
    inviter TEXT NOT NULL,
    is_conference INTEGER NOT NULL,
    end_reason TEXT,
    started_at INTEGER NOT NULL,
    last_activity_at INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    is_missed INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX conversations_by_activity ON conversations (last_activity_at);
  CREATE INDEX conversations_unseen ON conversations (last_activity_at) WHERE unread > 0;

  CREATE TABLE participants (
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    uri TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (conversation_id, uri)
  ) WITHOUT ROWID;
  CREATE INDEX participants_by_uri ON participants (uri, conversation_id);

  -- The row number is the order of arrival, so the order of every thread and of every page of results.
  CREATE TABLE messages (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    direction TEXT NOT NULL,
    sender TEXT NOT NULL,
    text TEXT NOT NULL,
    style TEXT,
    delivery TEXT,
    failure TEXT
  );
  CREATE INDEX messages_by_conversation ON messages (conversation_id, number);
  CREATE INDEX messages_by_time ON messages (at);
  CREATE INDEX messages_unsettled ON messages (conversation_id) WHERE delivery IN ('queued', 'sending', 'failed', 'unknown');

  CREATE VIRTUAL TABLE message_words USING fts5 (
    text, content = 'messages', content_rowid = 'number', prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
  );
  CREATE TRIGGER messages_added AFTER INSERT ON messages BEGIN
    INSERT INTO message_words (rowid, text) VALUES (new.number, new.text);
  END;
  CREATE TRIGGER messages_deleted AFTER DELETE ON messages BEGIN
    INSERT INTO message_words (message_words, rowid, text) VALUES ('delete', old.number, old.text);
  END;

  CREATE TABLE calls (
    conversation_id TEXT PRIMARY KEY,
    caller TEXT NOT NULL,
    name TEXT NOT NULL,
    subject TEXT,
    at INTEGER NOT NULL,
    reason TEXT
  ) WITHOUT ROWID;

  CREATE TABLE drafts (key TEXT PRIMARY KEY, value TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
  `,
  `
  -- Who came and went, and how it ended: part of the thread.
  CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    news TEXT NOT NULL
  );
  CREATE INDEX events_by_conversation ON events (conversation_id, number);
  CREATE INDEX events_by_time ON events (at);

  -- An invitation that was open when the program was killed has been missed. NULL: written before this was kept.
  ALTER TABLE conversations ADD COLUMN state TEXT;

  ALTER TABLE calls ADD COLUMN is_unseen INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX calls_by_time ON calls (at);
  CREATE INDEX calls_by_caller ON calls (caller, at);
  CREATE INDEX calls_unseen ON calls (at) WHERE is_unseen = 1 OR reason IS NULL;
  `,
  `
  -- By which a conference can be joined again.
  ALTER TABLE conversations ADD COLUMN focus_uri TEXT;
  `,
  `
  -- Who has ever confirmed a message: the URI of a person, or 'conference'. The silence of others says nothing.
  CREATE TABLE confirmers (who TEXT PRIMARY KEY) WITHOUT ROWID;
  INSERT OR IGNORE INTO confirmers
    SELECT iif(conversations.is_conference, 'conference', participants.uri)
    FROM conversations JOIN participants ON participants.conversation_id = conversations.id
    WHERE EXISTS (SELECT 1 FROM messages WHERE conversation_id = conversations.id AND delivery = 'confirmed');
  `,
  `
  -- The highest number ever given is looked up at every start.
  CREATE INDEX conversations_by_id_number ON conversations (CAST(substr(id, 2) AS INTEGER));
  CREATE INDEX messages_by_id_number ON messages (CAST(substr(id, 2) AS INTEGER));
  CREATE INDEX events_by_id_number ON events (CAST(substr(id, 2) AS INTEGER));
  `,
  `
  -- What a search for words finds besides messages: the subject of a conversation, or of a call that none came of.
  CREATE TABLE subjects (number INTEGER PRIMARY KEY, conversation_id TEXT NOT NULL UNIQUE, text TEXT NOT NULL);
  CREATE VIRTUAL TABLE subject_words USING fts5 (
    text, content = 'subjects', content_rowid = 'number', prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
  );
  CREATE TRIGGER subjects_added AFTER INSERT ON subjects BEGIN
    INSERT INTO subject_words (rowid, text) VALUES (new.number, new.text);
  END;
  CREATE TRIGGER subjects_deleted AFTER DELETE ON subjects BEGIN
    INSERT INTO subject_words (subject_words, rowid, text) VALUES ('delete', old.number, old.text);
  END;

  CREATE TRIGGER conversations_added AFTER INSERT ON conversations BEGIN
    DELETE FROM subjects WHERE conversation_id = new.id;
    INSERT INTO subjects (conversation_id, text) SELECT new.id, new.subject WHERE new.subject <> '';
  END;
  CREATE TRIGGER conversations_renamed AFTER UPDATE OF subject ON conversations WHEN new.subject <> old.subject BEGIN
    DELETE FROM subjects WHERE conversation_id = new.id;
    INSERT INTO subjects (conversation_id, text) SELECT new.id, new.subject WHERE new.subject <> '';
  END;
  CREATE TRIGGER conversations_deleted AFTER DELETE ON conversations BEGIN
    DELETE FROM subjects WHERE conversation_id = old.id;
    INSERT INTO subjects (conversation_id, text)
      SELECT conversation_id, subject FROM calls WHERE conversation_id = old.id AND subject <> '';
  END;
  CREATE TRIGGER calls_added AFTER INSERT ON calls BEGIN
    INSERT INTO subjects (conversation_id, text) SELECT new.conversation_id, new.subject
      WHERE new.subject <> '' AND NOT EXISTS (SELECT 1 FROM conversations WHERE id = new.conversation_id);
  END;
  CREATE TRIGGER calls_deleted AFTER DELETE ON calls BEGIN
    DELETE FROM subjects WHERE conversation_id = old.conversation_id
      AND NOT EXISTS (SELECT 1 FROM conversations WHERE id = old.conversation_id);
  END;

  -- In the order of the beginning, as those that come later.
  INSERT INTO subjects (conversation_id, text)
    SELECT id, subject FROM (
      SELECT id, subject, started_at AS at FROM conversations WHERE subject <> ''
      UNION ALL SELECT conversation_id, subject, at FROM calls
        WHERE subject <> '' AND NOT EXISTS (SELECT 1 FROM conversations WHERE id = calls.conversation_id))
    ORDER BY at;
  `,
  `
  -- The index of words anew, of words as \`words.ts\` folds them, which SQLite cannot: what is to be indexed is put down here and
  -- taken from here, with each write and, of what was there before, in slices afterwards.
  DROP TRIGGER messages_added;
  DROP TRIGGER messages_deleted;
  DROP TABLE message_words;
  CREATE VIRTUAL TABLE message_words USING fts5 (
    text, content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M*'"
  );
  CREATE TABLE unindexed_messages (number INTEGER PRIMARY KEY);
  INSERT INTO unindexed_messages SELECT number FROM messages;
  CREATE TRIGGER messages_added AFTER INSERT ON messages BEGIN
    INSERT INTO unindexed_messages VALUES (new.number);
  END;
  CREATE TRIGGER messages_deleted AFTER DELETE ON messages BEGIN
    DELETE FROM unindexed_messages WHERE number = old.number;
    DELETE FROM message_words WHERE rowid = old.number;
  END;

  DROP TRIGGER subjects_added;
  DROP TRIGGER subjects_deleted;
  DROP TABLE subject_words;
  CREATE VIRTUAL TABLE subject_words USING fts5 (
    text, content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M*'"
  );
  CREATE TABLE unindexed_subjects (number INTEGER PRIMARY KEY);
  INSERT INTO unindexed_subjects SELECT number FROM subjects;
  CREATE TRIGGER subjects_added AFTER INSERT ON subjects BEGIN
    INSERT INTO unindexed_subjects VALUES (new.number);
  END;
  CREATE TRIGGER subjects_deleted AFTER DELETE ON subjects BEGIN
    DELETE FROM unindexed_subjects WHERE number = old.number;
    DELETE FROM subject_words WHERE rowid = old.number;
  END;
  `,
  `
  -- Stands before the others in every list, by choice, and comes back at every start.
  ALTER TABLE conversations ADD COLUMN is_pinned INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX conversations_pinned ON conversations (id) WHERE is_pinned = 1;
  `,
  `
  -- One thread a person. Whose thread it is: the one other that it is with.
  ALTER TABLE conversations ADD COLUMN peer TEXT;
  UPDATE conversations SET peer = (SELECT uri FROM participants WHERE conversation_id = conversations.id)
    WHERE is_conference = 0 AND (SELECT count(*) FROM participants WHERE conversation_id = conversations.id) = 1;
  CREATE INDEX conversations_by_peer ON conversations (peer) WHERE peer IS NOT NULL;
  CREATE INDEX conversations_by_focus ON conversations (focus_uri) WHERE focus_uri IS NOT NULL;
  CREATE INDEX events_by_thread_time ON events (conversation_id, at, number);
  DROP INDEX events_by_conversation;

  -- Where each session of a thread begins and how it ended is told by an event, with its subject. Of what is there every conversation is one.
  CREATE TABLE highest AS SELECT max(n) AS number FROM (
    SELECT max(CAST(substr(id, 2) AS INTEGER)) AS n FROM conversations
    UNION ALL SELECT max(CAST(substr(id, 2) AS INTEGER)) FROM messages
    UNION ALL SELECT max(CAST(substr(id, 2) AS INTEGER)) FROM events
    UNION ALL SELECT max(CAST(substr(conversation_id, 2) AS INTEGER)) FROM calls);
  CREATE TABLE tellings (conversation_id TEXT NOT NULL, at INTEGER NOT NULL, news TEXT NOT NULL);
  UPDATE events SET news = json_set(news, '$.subject', (SELECT subject FROM conversations WHERE id = conversation_id))
    WHERE json_extract(news, '$.kind') = 'called';
  INSERT INTO tellings
    SELECT id, started_at, json_object('kind', 'started', 'direction', direction, 'subject', subject, 'uri', inviter, 'name',
      coalesce((SELECT name FROM participants WHERE conversation_id = conversations.id AND uri = inviter), ''))
    FROM conversations
    WHERE NOT EXISTS (SELECT 1 FROM events WHERE conversation_id = conversations.id AND json_extract(news, '$.kind') = 'called')
    ORDER BY started_at;
  INSERT INTO tellings
    SELECT id, max(last_activity_at, coalesce((SELECT max(at) FROM events WHERE conversation_id = conversations.id), 0)),
      json_object('kind', 'ended', 'end', coalesce(end_reason, iif(state = 'invited', 'missed', 'connection-lost')),
      'isConference', json(iif(is_conference, 'true', 'false')),
      'who', (SELECT json_group_array(json_object('uri', uri, 'name', name)) FROM participants WHERE conversation_id = conversations.id))
    FROM conversations
    WHERE coalesce(state, 'ended') = 'ended'
      AND NOT EXISTS (SELECT 1 FROM events WHERE conversation_id = conversations.id AND json_extract(news, '$.kind') = 'ended')
    ORDER BY last_activity_at;
  INSERT INTO events (id, conversation_id, at, news)
    SELECT 'e' || ((SELECT coalesce(number, 0) FROM highest) + rowid), conversation_id, at, news FROM tellings;
  DROP TABLE tellings;
  DROP TABLE highest;

  -- Sessions by what they are looked for.
  CREATE INDEX events_beginning ON events (conversation_id, at) WHERE json_extract(news, '$.kind') IN ('started', 'called');
  CREATE INDEX events_called ON events (conversation_id, at) WHERE json_extract(news, '$.kind') = 'called';
  CREATE INDEX events_missed ON events (conversation_id, at)
    WHERE json_extract(news, '$.kind') = 'ended' AND json_extract(news, '$.end') = 'missed';

  -- The subject of each session; of a call that none came of, or of a conversation of which no beginning is told, without an event.
  DROP TRIGGER conversations_added;
  DROP TRIGGER conversations_renamed;
  DROP TRIGGER conversations_deleted;
  DROP TRIGGER calls_added;
  DROP TRIGGER calls_deleted;
  CREATE TABLE session_subjects (
    number INTEGER PRIMARY KEY, conversation_id TEXT NOT NULL, event_id TEXT UNIQUE, at INTEGER NOT NULL, text TEXT NOT NULL
  );
  INSERT INTO session_subjects
    SELECT number, conversation_id,
      (SELECT id FROM events WHERE conversation_id = subjects.conversation_id
         AND json_extract(news, '$.kind') IN ('started', 'called') ORDER BY at LIMIT 1),
      coalesce((SELECT started_at FROM conversations WHERE id = conversation_id), (SELECT at FROM calls WHERE calls.conversation_id = subjects.conversation_id), 0),
      text
    FROM subjects;
  DROP TABLE subjects;
  ALTER TABLE session_subjects RENAME TO subjects;
  CREATE INDEX subjects_by_conversation ON subjects (conversation_id);
  CREATE TRIGGER subjects_added AFTER INSERT ON subjects BEGIN
    INSERT INTO unindexed_subjects VALUES (new.number);
  END;
  CREATE TRIGGER subjects_deleted AFTER DELETE ON subjects BEGIN
    DELETE FROM unindexed_subjects WHERE number = old.number;
    DELETE FROM subject_words WHERE rowid = old.number;
  END;
  CREATE TRIGGER conversations_added AFTER INSERT ON conversations WHEN new.subject <> '' BEGIN
    DELETE FROM subjects WHERE conversation_id = new.id AND event_id IS NULL;
    INSERT INTO subjects (conversation_id, at, text) VALUES (new.id, new.started_at, new.subject);
  END;
  CREATE TRIGGER conversations_renamed AFTER UPDATE OF subject ON conversations WHEN new.subject <> old.subject BEGIN
    DELETE FROM subjects WHERE conversation_id = new.id AND event_id IS NULL;
    INSERT INTO subjects (conversation_id, at, text) SELECT new.id, new.last_activity_at, new.subject WHERE new.subject <> '';
  END;
  CREATE TRIGGER conversations_deleted AFTER DELETE ON conversations BEGIN
    DELETE FROM subjects WHERE conversation_id = old.id;
    INSERT INTO subjects (conversation_id, at, text)
      SELECT conversation_id, at, subject FROM calls WHERE conversation_id = old.id AND subject <> '';
  END;
  CREATE TRIGGER calls_added AFTER INSERT ON calls
    WHEN new.subject <> '' AND NOT EXISTS (SELECT 1 FROM conversations WHERE id = new.conversation_id) BEGIN
    INSERT INTO subjects (conversation_id, at, text) VALUES (new.conversation_id, new.at, new.subject);
  END;
  CREATE TRIGGER calls_deleted AFTER DELETE ON calls WHEN NOT EXISTS (SELECT 1 FROM conversations WHERE id = old.conversation_id) BEGIN
    DELETE FROM subjects WHERE conversation_id = old.conversation_id;
  END;
  -- The beginning has its conversation's subject from now on.
  CREATE TRIGGER events_added AFTER INSERT ON events WHEN json_extract(new.news, '$.kind') IN ('started', 'called') BEGIN
    DELETE FROM subjects WHERE conversation_id = new.conversation_id AND event_id IS NULL;
    INSERT INTO subjects (conversation_id, event_id, at, text)
      SELECT new.conversation_id, new.id, new.at, json_extract(new.news, '$.subject')
      WHERE coalesce(json_extract(new.news, '$.subject'), '') <> '';
  END;
  CREATE TRIGGER events_deleted AFTER DELETE ON events BEGIN
    DELETE FROM subjects WHERE event_id = old.id;
  END;
  CREATE TRIGGER events_moved AFTER UPDATE OF conversation_id ON events BEGIN
    UPDATE subjects SET conversation_id = new.conversation_id WHERE event_id = new.id;
  END;
  `,
  `
  -- By which a message that its server tells once more is known. Of the newest that come back at every start that is enough.
  ALTER TABLE messages ADD COLUMN wire_id TEXT;
  `,
  `
  -- Nothing changes; but an earlier Parley would not know what to say of messages that come from another program.
  `,
];
