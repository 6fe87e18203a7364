// Shows a member of staff the orders of their organisation as they come. Everything it knows comes through the module.
import { connect } from '/tradewind-client.js';

const MOST_ORDERS = 100;
const MOST_NEWS = 50;

const at = id => document.getElementById(id);
const rows = new Map();
const titles = new Map();
let session = null;
let live = null;

at('in').addEventListener('submit', async event => {
    event.preventDefault();
    const form = new FormData(event.target);
    at('wrong').textContent = '';
    const answer = await post('/api/auth/login', { email: form.get('email'), password: form.get('password') });
    if (!answer.ok) {
        at('wrong').textContent = answer.body.detail ?? 'That did not work.';
        return;
    }
    event.target.reset();
    signedIn(answer.body);
});

at('out').addEventListener('click', async () => {
    live?.close({ forget: true });
    const { accessToken } = session;
    session = null;
    await fetch('/api/auth/logout', {
        method: 'POST',
        headers: { Authorization: `Bearer ${accessToken}`, 'X-Requested-With': 'live' },
    });
    location.reload();
});

function signedIn(tokens) {
    keep(tokens);
    at('in').hidden = true;
    at('out').hidden = false;
    at('screen').hidden = false;
    live = connect({
        token,
        onMessage: show,
        onState: state => (at('state').textContent = state),
        onGap: () => rows.clear() ?? at('orders').replaceChildren(),
    });
}

function keep({ accessToken, refreshToken, expiresIn }) {
    session = { accessToken, refreshToken, until: Date.now() + expiresIn * 1_000 };
}

/** One that is valid for a while: the module asks before each connection. */
async function token() {
    if (session.until - Date.now() < 30_000) {
        const answer = await post('/api/auth/refresh', { refreshToken: session.refreshToken });
        if (answer.ok) {
            keep(answer.body);
        }
    }
    return session.accessToken;
}

function show(message) {
    const { type, data, timestamp } = message;
    if (type.startsWith('order:') || type.startsWith('payment:')) {
        const row = rows.get(data.orderId) ?? newRow(data.orderId);
        if (type.startsWith('payment:')) {
            row.payment.textContent = data.status ?? data.event;
        } else {
            row.status.textContent = data.status ?? row.status.textContent;
            row.order.textContent = data.orderNumber ?? row.order.textContent;
            row.what.textContent = what(data) ?? row.what.textContent;
        }
        row.since.replaceChildren(time(timestamp));
        highlight(row.element);
    } else {
        const item = document.createElement('li');
        const name = document.createElement('b');
        name.textContent = data.title ?? data.name ?? '';
        item.append(time(timestamp), ' ', type, ' ', name, ' ', brief(data));
        if (!name.textContent && data.productId) {
            titleOf(data.productId).then(title => (name.textContent = title));
        }
        at('news').prepend(item);
        highlight(item);
        while (at('news').children.length > MOST_NEWS) {
            at('news').lastChild.remove();
        }
    }
}

function what(data) {
    const items = data.items?.map(it => `${it.quantity} × ${it.title}`).join(', ');
    const note = data.note && `“${data.note}”`;
    const ready = data.estimatedReadyAt && `ready ${new Date(data.estimatedReadyAt).toLocaleTimeString()}`;
    return [items, ready, note, data.reason].filter(Boolean).join(' · ') || null;
}

/** Messages name products by their ids; their titles stand on the shelf. */
async function titleOf(productId) {
    if (!titles.has(productId)) {
        if (titles.size > MOST_NEWS * 10) {
            titles.clear();
        }
        const response = await fetch(`/api/products/${productId}`);
        titles.set(productId, response.ok ? (await response.json()).title : productId);
    }
    return titles.get(productId);
}

const brief = data =>
    [data.body, data.event, data.channel, data.available !== undefined && `${data.available} left`]
        .filter(Boolean)
        .join(' · ');

function newRow(orderId) {
    const element = document.createElement('tr');
    const [order, status, items, payment, since] = Array.from({ length: 5 }, () =>
        element.appendChild(document.createElement('td')),
    );
    order.textContent = orderId.slice(-8);
    const row = { element, order, status, what: items, payment, since };
    rows.set(orderId, row);
    at('orders').prepend(element);
    if (rows.size > MOST_ORDERS) {
        const [oldest, { element: last }] = rows.entries().next().value;
        rows.delete(oldest);
        last.remove();
    }
    return row;
}

function highlight(element) {
    element.classList.remove('new');
    requestAnimationFrame(() => element.classList.add('new'));
}

function time(timestamp) {
    const element = document.createElement('time');
    element.dateTime = timestamp;
    element.textContent = new Date(timestamp).toLocaleTimeString();
    return element;
}

async function post(path, content) {
    const response = await fetch(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'live' },
        body: JSON.stringify(content),
    });
    return { ok: response.ok, body: await response.json().catch(() => ({})) };
}
