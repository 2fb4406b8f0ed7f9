// What --help says.

export const generalHelp = `Parley's server and client without a window.

  parley-cli serve     run the embedded server
  parley-cli connect   sign in to a server and talk, with JSON lines on standard input and output
  parley-cli replay    answer as a server did that was recorded (connect --record), on this computer alone
  parley-cli compare   ask the embedded server what was asked in a recording, and tell where it answers otherwise

parley-cli COMMAND --help tells more, parley-cli --version which one this is. Exit codes: 0 done, 1 the server or the network
refused, 2 wrong usage.
`;

export const serveHelp = `parley-cli serve: run the embedded server, or a gateway to an XMPP service, until it is told to end (SIGTERM, Ctrl-C)

The first line on standard output is {"event":"listening","url":"http://127.0.0.1:40123"}.

  --host HOST            address to listen on (default 127.0.0.1); another computer's reach needs TLS
  --allow-host NAME      a name that clients may call the server by, repeatable, for one behind a proxy or with a name of its
                         own; with :PORT for that port alone. Without it: --host and localhost, and addresses in numbers
                         (on loopback the loopback ones). Others get 421, so that no web page can reach the server by a
                         name that it has turned to this computer; requests of other sites' pages get 403
  --port PORT            port to listen on (default 0: any free one)
  --people FILE          who may sign in: {"people":[{"uri":"sip:dana@example.com","user":"EXAMPLE\\\\dana",
                         "password":"…","name":"Dana Reyes","groups":{"Suppliers":["sip:lee@example.com"]},
                         "contacts":["sip:kim@example.com"]}]}; "passwordHash" may stand for "password"
  --demo                 add people who answer by themselves; without --people somebody to sign in as too, whose
                         password is made anew each time and told on standard error
  --backend URLS         put the server in front of an XMPP service in place of people of its own:
                         xmpp://HOST:5222?domain=example.com, several with a comma between them for one cluster
  --backend-ca FILE      trust the certificate authorities in this PEM file too, for the backend
  --insecure-backend     do without TLS to a backend on this computer: for trying out
  --hold MS              hold a poll with nothing to say this long (default 0: answer at once)
  --poll-wait MS         ask clients to wait this long between two polls (default 1000)
  --tls-key FILE         private key in PEM, with --tls-cert
  --tls-cert FILE        certificate chain in PEM, with --tls-key
  --insecure-http        listen beyond this computer without TLS: passwords and messages travel in clear
  --ticket-ttl MS        how long a ticket is good
  --session-timeout S    end a session after this long without activity (default 600)
  --fault SPEC           inject trouble, repeatable: drop-request:0.1 drop-response:0.1 http-500:0.05 delay:0-2000
                         truncate:0.05 garbage:0.02 duplicate-events:0.1 expire-ticket:0.02 lose-session:0.01
                         restart:30000 reorder:0.1 (a command's reply comes after the events that it leads to, or they
                         come after it)
  --seed N               make faults and demo people reproducible
  --log FILE             append a JSON object a line, one for each HTTP request and sign-in; no content, no names, no secrets;
                         - is standard error
  --metrics PORT         serve /healthz (200 ok; 503 away or draining) and /metrics (Prometheus) on this port of 127.0.0.1; 0:
                         any free one, told as "metrics" in the first line
  --drain S              at SIGTERM or Ctrl-C let nobody in any more, and have those who are signed in sign in again elsewhere,
                         spread over this long (default 0: all at once); a second signal ends it at once
  --trusted-proxy ADDR   believe X-Forwarded-For of this address or network, e.g. 192.0.2.7,10.1.0.0/16; repeatable. For a
                         balancer in front: its connections are not counted as those of one address
`;

export const connectHelp = `parley-cli connect: sign in and talk, one JSON object a line

  --server URL           the server, with its path if it has one; https:// is assumed
  --user NAME            DOMAIN\\name or name@domain
  --auth METHOD          forms (default), integrated or sso
  --availability STATE   available (default), busy, do-not-disturb, be-right-back, away or offline
  --password-stdin       the first line of standard input is the password; without it, PARLEY_PASSWORD in the environment
  --retry                go on trying while the first connection fails, instead of ending with code 1
  --legacy-tls           allow TLS 1.0 and 1.1, which are broken: for servers that speak nothing newer
  --ca FILE              trust the certificate authorities in this PEM file too
  --trust-fingerprint SHA256   accept this one certificate, whoever issued it
  --record FILE          write what passes between here and the server into this new file, as JSON lines: what people, groups and
                         servers are called and what they write is replaced while it is written, passwords, tickets and cookies
                         are left out (docs/recording.md)
  --allow NAME           a name of an element, attribute or header that Parley does not know and that may stay in the recording,
                         repeatable; the end of a recording tells which there were

Proxies are taken from the environment: HTTPS_PROXY, http_proxy, and NO_PROXY for what is reached directly. An address begins
with http://, https://, socks5:// or socks4://. A proxy that asks who this is finds that in its address,
http://USER:PASSWORD@HOST:PORT; known are Basic and what SOCKS 5 has.

Commands on standard input; "id" is echoed in {"event":"done"} or {"event":"failed","code":…,"message":…}. A command waits for
an earlier one only where it builds upon it (the same conversation, the contact list), so they may end in another order:

  {"do":"start","to":["sip:lee@example.com"],"subject":"Delivery slot","text":"Is noon fine?",
   "style":{"font":"Verdana","bold":true,"color":"#0000C0"}}
  {"do":"send","conversation":"c1","text":"…","style":{…}}     {"do":"retry","conversation":"c1","message":"m4"}
                         "subject" is that of the session that begins with it, where none goes on
  {"do":"accept","conversation":"c1"}    also decline, leave, rejoin
  {"do":"invite","conversation":"c1","to":["sip:…"]}           {"do":"lock","conversation":"c1","locked":true}
  {"do":"eject","conversation":"c1","uri":"sip:…"}             also promote
  {"do":"typing","conversation":"c1","typing":true}
  {"do":"presence","availability":"busy"}                      {"do":"note","text":"Stock-taking until four"}
                         also automatic: what was set is taken back
  {"do":"activity","activity":"idle"}                          how the computer looks; also active, away
  {"do":"search","text":"lee"}                                 {"do":"query","uris":["sip:…"]}
  {"do":"subscribe","uris":["sip:…"]}                          also unsubscribe, acknowledge
  {"do":"add-contact","uri":"sip:…","name":"…","groups":["Suppliers"]}
  {"do":"update-contact","uri":"sip:…","name":"…","groups":[…],"tag":true}    what is left out stays
  {"do":"remove-contact","uri":"sip:…"}
  {"do":"add-group","name":"…"}  {"do":"rename-group","name":"…","to":"…"}  {"do":"remove-group","name":"…"}
  {"do":"access","uri":"sip:…","level":"personal"}             also team, company, public, blocked; none: no level of their own
  {"do":"access-kind","kind":"domain","value":"example.org","level":"public"}
                         also sameEnterprise, federated, publicCloud, everyone, without "value"
  {"do":"call","conversation":"c9","action":"redirect","to":"tel:…"}
                         also busy, decline, unavailable, voicemail, reply-with-im
  {"do":"info","conversation":"c1","contentType":"text/plain","text":"…"}
  {"do":"publish-raw","name":"…","namespace":"urn:…","xml":"<x xmlns='urn:…'/>"}
  {"do":"sign-out"}  {"do":"quit"}                             the end of standard input signs out, too

Events on standard output: connection, signed-in, contacts, presence, self, invitation, conversation, message, delivery, typing,
search, subscribers, access, call, notice, warning, error, done, failed.
`;

export const replayHelp = `parley-cli replay FILE: answer as the server of a recording did, and tell where the client differs

It listens on 127.0.0.1 alone. Requests are matched one by one, by kind and order, however the client puts them together and numbers
them; answers come with the timing and the overlap of then. Sign in with any name and password. One JSON object a line:

  {"event":"listening","url":"http://127.0.0.1:40123"}
  {"event":"due","command":{"do":"send",…}}              what the person asked for then: now is the time to ask it again
  {"event":"difference","exchange":12,"what":"…"}        where the client does otherwise; "exchange" is "n" in the recording
  {"event":"replayed","whole":true,"differences":0}      the last line

  --fast                 as fast as the client is, in the same order
  --port PORT            of 127.0.0.1 (default: any free one)
  --patience S           wait this long for a request before it counts as missing (default 30)

Exit codes: 0 the client did all that it did then, and nothing else; 1 it did not, or this was told to end; 2 wrong usage, or FILE is no
recording, is broken or cut off, of a newer version, or leads to another computer: then nothing is run.
`;

export const compareHelp = `parley-cli compare FILE: ask the embedded server what was asked in a recording, and tell where it answers otherwise

It needs no network: a server is started on this computer for it, with the people of the recording, who accept and write as they did.
What is compared is what both say to the same request, and each event with that of its kind and turn: status, headers that a client can
go by, element by element which there are, in which order, how elements and attributes are spelled and ordered, white space, numbers and
words of the protocol. Words of people, and numbers that a server gives out, only have to be there. What came in the place of an answer
(an error of the server's, rubbish, nothing) tells nothing of the protocol: it is told, and is no difference.

  {"event":"disturbed","what":"data: status 500 without a document of the service"}
  {"event":"difference","what":"cwaEvents/configuration/search/@defaultFields: \"4\" in the recording, \"12\" here"}
  {"event":"compared","differences":1,"disturbed":1}     the last line

Exit codes: 0 nothing differs; 1 something does; 2 wrong usage, or FILE is no recording, is broken or cut off, of a newer version, or
leads to another computer: then nothing is run.
`;
