/**
 * Tradewind live: tells a page what happens to it, in order and once, whatever happens to the connection.
 *
 * One ES module without dependencies. It connects by WebSocket (STOMP), where that is not possible by server-sent
 * events, and where nothing stays open by asking again and again. All three read one log through one cursor, so a
 * change between them neither loses nor repeats anything.
 *
 *     import { connect } from '/tradewind-client.js';
 *
 *     const live = connect({
 *         token: () => accessToken,
 *         onMessage: message => console.log(message.type, message.data),
 *     });
 *     …
 *     live.close();
 *
 * @module tradewind-client
 */

/**
 * What happened.
 *
 * @typedef {object} Message
 * @property {string} id the same whichever way it comes
 * @property {string} type `order:created`, `order:updated`, `payment:updated`, `session:started`, `inventory:low`,
 *     `inventory:changed`, `menu:updated`, `announcement` or `promotion`; expect types you do not know
 * @property {object} data
 * @property {string} timestamp
 */

/**
 * @typedef {'connecting'|'websocket'|'sse'|'polling'|'waiting'|'refused'|'closed'} State `waiting` between two tries;
 * `refused` for good: there is nothing to listen to for whoever asks
 */

/**
 * @typedef {object} Options
 * @property {() => (string|Promise<string>)} [token] gives an access token that is valid now; it is asked before every
 *     connection. Without it the browser's cookie has to do.
 * @property {(message: Message) => void} onMessage
 * @property {(state: State) => void} [onState]
 * @property {() => void} [onGap] the server no longer knows how far we were: load anew what is shown
 * @property {string} [destination] what to listen to: all that concerns the caller unless given, or
 *     `/topic/orders/{id}`, `/topic/organizations/{id}`, `/topic/organizations/{id}/staff`,
 *     `/topic/products/{id}/inventory`
 * @property {string} [base] where the gateway is; this page's origin unless given
 * @property {string|null} [cache] the name under which cursor and newest messages are kept in `localStorage`, one for
 *     each person who uses this browser; the token's subject unless given, null for none
 * @property {number} [remembered] how many messages are kept; 50 unless given
 * @property {Partial<typeof PACE>} [pace]
 */

/** Milliseconds, and how often. */
const PACE = {
    /** The n-th try in a row begins about n times this after the one before failed; not for all pages at once. */
    retry: 3_000,
    /** Tries in a row before we ask again and again instead. */
    tries: 5,
    /** How long a connection may take to be made, and an answer to come once it is due. */
    patience: 10_000,
    /** A connection that broke earlier, and told nothing new, counts as a try that failed. */
    proven: 10_000,
    /** While connected in a worse way, a better one is tried this often. */
    better: 60_000,
    /** How long the server may hold a question open, in seconds. */
    hold: 25,
    /** The heartbeats we offer and ask for. */
    heartbeat: 10_000,
    /** A stream that says nothing for so long, not even that it is there, is broken. */
    silence: 45_000,
};

const ALL_OF_MINE = '/user/queue/updates';
const BEST_FIRST = ['websocket', 'sse', 'polling'];
const SEEN = 1_000;

/**
 * Connects, and stays connected until it is closed.
 *
 * @param {Options} options
 * @returns {Live}
 */
export function connect(options) {
    const live = new Live(options);
    live.open();
    return live;
}

/** The server says that who we are, or where we were, does not do. */
class Refused extends Error {
    constructor(status) {
        super(`refused with ${status}`);
        this.status = status;
    }
}

/** A connection that is kept. Made by {@link connect}. */
export class Live {
    #options;
    #pace;
    #base;
    #destination;
    #remembered;
    #memory = null;
    #cursor = null;
    #recent = [];
    #seen = new Set();
    #state = 'connecting';
    #failed = 0;
    #closed = new AbortController();
    #wake = () => {};

    /** @param {Options} options */
    constructor(options) {
        this.#options = options;
        this.#pace = { ...PACE, ...options.pace };
        this.#destination = options.destination ?? ALL_OF_MINE;
        this.#remembered = options.remembered ?? 50;
        this.#base = new URL(options.base ?? '/', globalThis.location?.href);
        globalThis.addEventListener?.('online', () => this.#wake(), { signal: this.#closed.signal });
    }

    /** @returns {State} */
    get state() {
        return this.#state;
    }

    /** The newest messages, oldest first; those of the last visit too. @returns {Message[]} */
    recent() {
        return [...this.#recent];
    }

    /** Stops. What was heard is forgotten too if wanted, as when somebody signs out. */
    close({ forget = false, as = 'closed' } = {}) {
        this.#become(as);
        this.#closed.abort();
        this.#wake();
        if (forget) {
            this.#memory?.clear();
        }
    }

    /** Called by {@link connect}. */
    async open() {
        try {
            await this.#remember();
            await this.#stay();
        } catch (broken) {
            if (!this.#closed.signal.aborted) {
                throw broken;
            }
        }
    }

    async #remember() {
        const token = await this.#token().catch(() => undefined);
        const name = this.#options.cache === undefined ? subject(token) : this.#options.cache;
        if (name) {
            const place = this.#destination === ALL_OF_MINE ? name : `${name}:${this.#destination}`;
            this.#memory = new Memory(`tradewind-live:${place}`, this.#remembered);
            const { cursor, messages } = this.#memory.read();
            this.#cursor = cursor;
            this.#recent = messages;
            messages.forEach(it => this.#seen.add(it.id));
        }
    }

    /** One connection after the other, the best that can be had. */
    async #stay() {
        while (!this.#closed.signal.aborted) {
            this.#become('connecting');
            const ways = this.#failed < this.#pace.tries ? BEST_FIRST.slice(0, 2) : ['polling'];
            const lost = await this.#firstOf(ways);
            this.#failed = lost.wasGood ? 0 : this.#failed + 1;
            if (this.#failed !== this.#pace.tries && !this.#closed.signal.aborted) {
                this.#become('waiting');
                const inARow = Math.min(Math.max(this.#failed, 1), this.#pace.tries);
                await this.#pause(this.#pace.retry * inARow * (0.75 + Math.random() / 2));
            }
        }
    }

    /** Uses the first of these ways that can be opened, for as long as it lasts. */
    async #firstOf(ways) {
        for (const way of ways) {
            const opened = await this.#try(way);
            if (opened) {
                return this.#use(opened);
            }
            if (this.#closed.signal.aborted) {
                break;
            }
        }
        return { wasGood: false };
    }

    /** Lasts until the connection breaks. A better one takes its place when it can be had. */
    async #use(opened) {
        for (let wasGood = false; ;) {
            this.#become(opened.way);
            const worse = BEST_FIRST.indexOf(opened.way) > 0;
            const ended = await Promise.race([
                opened.over.then(() => 'over'),
                ...(worse ? [pause(this.#pace.better, opened.control.signal).then(() => 'better?')] : []),
            ]);
            wasGood ||= opened.isGood();
            if (ended === 'over' || opened.control.signal.aborted) {
                return { wasGood };
            }
            const better = await this.#tryBetterThan(opened.way);
            if (better) {
                // From now on what the old one says is not heard.
                opened.control.abort();
                opened = better;
            }
        }
    }

    async #tryBetterThan(way) {
        for (const better of BEST_FIRST.slice(0, BEST_FIRST.indexOf(way))) {
            const opened = await this.#try(better);
            if (opened) {
                return opened;
            }
        }
        return null;
    }

    /** A connection that is open, or null when it cannot be made. */
    async #try(way) {
        const control = new AbortController();
        this.#closed.signal.addEventListener('abort', () => control.abort(), { signal: control.signal });
        const patience = setTimeout(() => control.abort(), this.#pace.patience);
        let toldNews = false;
        const hear = (message, cursor) => {
            if (!control.signal.aborted) {
                toldNews = this.#hear(message, cursor) || toldNews;
            }
        };
        try {
            const token = await this.#token();
            const open = { websocket: openSocket, sse: openStream, polling: openPolling }[way];
            const { over } = await open({
                base: this.#base,
                destination: this.#destination,
                token,
                cursor: () => this.#cursor,
                hear,
                pace: this.#pace,
                signal: control.signal,
            });
            const since = Date.now();
            return {
                way,
                control,
                isGood: () => toldNews || Date.now() - since >= this.#pace.proven,
                over: over.catch(refused => this.#lost(refused)).finally(() => control.abort()),
            };
        } catch (refused) {
            control.abort();
            this.#lost(refused);
            return null;
        } finally {
            clearTimeout(patience);
        }
    }

    #lost(refused) {
        if (!(refused instanceof Refused)) {
            return;
        }
        if ([400, 410].includes(refused.status) && this.#cursor !== null) {
            this.#cursor = null;
            this.#options.onGap?.();
        } else if ([403, 404].includes(refused.status) && !this.#mayComeYet(refused.status)) {
            this.close({ as: 'refused' });
        }
    }

    /** An order that was just placed is not heard of everywhere at once. */
    #mayComeYet(status) {
        return status === 404 && this.#destination.startsWith('/topic/orders/') && this.#failed < this.#pace.tries;
    }

    /** @returns {boolean} whether it is news */
    #hear(message, cursor) {
        this.#cursor = cursor ?? this.#cursor;
        if (!message || this.#seen.has(message.id)) {
            this.#memory?.write(this.#cursor, this.#recent);
            return false;
        }
        this.#seen.add(message.id);
        if (this.#seen.size > SEEN) {
            this.#seen.delete(this.#seen.values().next().value);
        }
        this.#recent = [...this.#recent, message].slice(-this.#remembered);
        this.#memory?.write(this.#cursor, this.#recent);
        try {
            this.#options.onMessage(message);
        } catch (broken) {
            reportError(broken);
        }
        return true;
    }

    async #token() {
        return this.#options.token?.();
    }

    async #pause(milliseconds) {
        const woken = new AbortController();
        this.#wake = () => woken.abort();
        await pause(milliseconds, woken.signal);
    }

    #become(state) {
        if (this.#state !== state && !this.#closed.signal.aborted) {
            this.#state = state;
            this.#options.onState?.(state);
        }
    }
}

/** Cursor and newest messages in `localStorage`; a browser that lets nobody store anything is one without memory. */
class Memory {
    #name;
    #most;

    constructor(name, most) {
        this.#name = name;
        this.#most = most;
    }

    read() {
        try {
            const { cursor = null, messages = [] } = JSON.parse(localStorage.getItem(this.#name)) ?? {};
            return { cursor, messages: messages.slice(-this.#most) };
        } catch {
            return { cursor: null, messages: [] };
        }
    }

    write(cursor, messages) {
        try {
            localStorage.setItem(this.#name, JSON.stringify({ cursor, messages }));
        } catch {
            // Full or forbidden: the next visit begins with what comes then.
        }
    }

    clear() {
        try {
            localStorage.removeItem(this.#name);
        } catch {
            // Nothing was kept either.
        }
    }
}

// WebSocket ---------------------------------------------------------------------------------------------------------

/** Each way to be told opens a connection, and says by a promise when it is over. */
function openSocket({ base, destination, token, cursor, hear, pace, signal }) {
    const url = new URL('ws', base);
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = new WebSocket(url, ['v12.stomp']);
    const parse = parser();
    let heard = Date.now();
    let beat;
    let finish;
    const over = new Promise((_, reject) => (finish = reject));
    // Nobody may be waiting for it yet.
    over.catch(() => {});
    signal.addEventListener('abort', () => socket.close(), { once: true });

    return new Promise((resolve, reject) => {
        const end = error => {
            clearInterval(beat);
            reject(error);
            finish(error);
            socket.close();
        };
        const handle = ({ command, headers, body }) => {
            if (command === 'CONNECTED') {
                beat = heartbeats(socket, headers['heart-beat'], pace, () => heard, end);
                const after = cursor();
                send(socket, 'SUBSCRIBE', {
                    id: '0',
                    destination,
                    receipt: 'subscribed',
                    batch: 'true',
                    ...(after ? { after } : {}),
                });
            } else if (command === 'RECEIPT') {
                // Where it begins, so that nothing is missed that comes before the first message is.
                hear(null, cursor() ?? headers.cursor);
                resolve({ over });
            } else if (command === 'MESSAGE') {
                each(body, headers.cursor, hear);
            } else if (command === 'ERROR') {
                end(new Refused(Number(headers.status) || 400));
            }
        };
        socket.onopen = () =>
            send(socket, 'CONNECT', {
                'accept-version': '1.2',
                host: base.hostname,
                'heart-beat': `${pace.heartbeat},${pace.heartbeat}`,
                ...(token ? { Authorization: `Bearer ${token}` } : {}),
            });
        socket.onmessage = ({ data }) => {
            heard = Date.now();
            parse(data).forEach(handle);
        };
        socket.onclose = () => end(new Error('closed'));
        if (signal.aborted) {
            end(new Error('given up'));
        }
    });
}

/** Says that we are there as often as was agreed, and ends what has fallen silent. */
function heartbeats(socket, theirs, pace, heard, end) {
    const [sends, wants] = (theirs ?? '0,0').split(',').map(Number);
    const ours = wants ? Math.max(wants, pace.heartbeat) : 0;
    const expected = sends ? Math.max(sends, pace.heartbeat) : 0;
    let said = Date.now();
    if (!ours && !expected) {
        return undefined;
    }
    return setInterval(() => {
        const now = Date.now();
        if (ours && now - said >= ours / 2 && socket.readyState === WebSocket.OPEN) {
            said = now;
            socket.send('\n');
        }
        if (expected && now - heard() > expected * 3) {
            end(new Error('silent'));
        }
    }, pace.heartbeat / 4);
}

function send(socket, command, headers) {
    const raw = command === 'CONNECT';
    const lines = Object.entries(headers).map(([name, value]) => `${name}:${raw ? value : escape(value)}`);
    socket.send(`${command}\n${lines.join('\n')}\n\n\0`);
}

/** Takes pieces of STOMP 1.2 and gives the frames that are complete. */
export function parser() {
    let rest = '';
    return piece => {
        rest += piece;
        const frames = [];
        for (let end = rest.indexOf('\0'); end >= 0; end = rest.indexOf('\0')) {
            frames.push(frame(rest.slice(0, end).replace(/^[\r\n]+/, '')));
            rest = rest.slice(end + 1);
        }
        if (/^[\r\n]*$/.test(rest)) {
            rest = '';
        }
        return frames;
    };
}

function frame(text) {
    const end = /\r?\n\r?\n/.exec(text) ?? { index: text.length, 0: '' };
    const [command, ...lines] = text.slice(0, end.index).split(/\r?\n/);
    const headers = {};
    for (const line of lines) {
        const colon = line.indexOf(':');
        const name = unescape(line.slice(0, colon));
        // Of a header that comes twice the first counts.
        headers[name] ??= unescape(line.slice(colon + 1));
    }
    return { command, headers, body: text.slice(end.index + end[0].length) };
}

const ESCAPES = { '\\': '\\\\', '\r': '\\r', '\n': '\\n', ':': '\\c' };
const escape = text => String(text).replace(/[\\\r\n:]/g, it => ESCAPES[it]);
const unescape = text => text.replace(/\\(.)/g, (_, it) => ({ r: '\r', n: '\n', c: ':' })[it] ?? it);

// Server-sent events ------------------------------------------------------------------------------------------------

/** By `fetch`, because an `EventSource` can send neither a token nor a cursor of the page's choice. */
async function openStream({ base, destination, token, cursor, hear, pace, signal }) {
    const url = new URL('api/stream', base);
    url.search = new URLSearchParams({ destination });
    const response = await fetch(url, {
        headers: {
            Accept: 'text/event-stream',
            ...bearer(token),
            ...(cursor() ? { 'Last-Event-ID': cursor() } : {}),
        },
        cache: 'no-store',
        credentials: 'include',
        signal,
    });
    if (!response.ok) {
        throw new Refused(response.status);
    }
    return { over: readEvents(response.body, hear, pace.silence) };
}

async function readEvents(body, hear, silence) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
        const silent = setTimeout(() => reader.cancel(), silence);
        const { value, done } = await reader.read().finally(() => clearTimeout(silent));
        if (done) {
            return;
        }
        rest += value;
        const events = rest.split(/\r?\n\r?\n/);
        rest = events.pop();
        for (const event of events) {
            const fields = { data: [] };
            for (const line of event.split(/\r?\n/)) {
                const [, name, text] = /^([^:]*):? ?(.*)$/.exec(line);
                name === 'data' ? fields.data.push(text) : (fields[name] = text);
            }
            if (fields.event === 'reset') {
                throw new Refused(410);
            }
            each(fields.event === undefined ? fields.data.join('\n') : '', fields.id, hear);
        }
    }
}

// Asking again and again --------------------------------------------------------------------------------------------

async function openPolling(connection) {
    await step(connection, 0);
    return { over: poll(connection) };
}

async function poll(connection) {
    while (!connection.signal.aborted) {
        await step(connection, connection.pace.hold);
    }
}

/** The server answers within the time it is given to hold the question; who is asked in vain is gone. */
async function step({ base, destination, token, cursor, hear, pace, signal: given }, hold) {
    const signal = AbortSignal.any([given, AbortSignal.timeout(hold * 1_000 + pace.patience)]);
    const url = new URL('api/updates', base);
    const after = cursor();
    url.search = new URLSearchParams({ destination, wait: hold, ...(after ? { after } : {}) });
    const response = await fetch(url, { headers: bearer(token), cache: 'no-store', credentials: 'include', signal });
    if (!response.ok) {
        throw new Refused(response.status);
    }
    const updates = await response.json();
    updates.items.forEach(it => hear(it, null));
    hear(null, updates.cursor);
}

// Small things ------------------------------------------------------------------------------------------------------

/** A message, or a burst of them; the cursor is behind the last. */
function each(json, cursor, hear) {
    if (json) {
        const messages = [JSON.parse(json)].flat();
        messages.forEach((it, index) => hear(it, index === messages.length - 1 ? cursor : null));
    } else {
        hear(null, cursor);
    }
}

const bearer = token => (token ? { Authorization: `Bearer ${token}` } : {});

/** Whose token it is; nothing is decided by it but the name of a place on this machine. */
function subject(token) {
    try {
        return JSON.parse(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'))).sub ?? null;
    } catch {
        return null;
    }
}

/** Ends early, and without complaint, when the signal says so. */
function pause(milliseconds, signal) {
    return new Promise(resolve => {
        const timer = setTimeout(resolve, milliseconds);
        signal.addEventListener(
            'abort',
            () => {
                clearTimeout(timer);
                resolve();
            },
            { once: true },
        );
        if (signal.aborted) {
            clearTimeout(timer);
            resolve();
        }
    });
}
