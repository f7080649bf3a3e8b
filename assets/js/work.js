// <input type="hidden" data-work="address">: the work before the first code (ALTCHA, PBKDF2 with WebCrypto), done while
// the form is filled in; the question in words beside it is hidden meanwhile. Where the browser has no WebCrypto (plain
// http) or the challenge does not come, the question stays. A form that is sent too early waits for the work.
const encoder = new TextEncoder();

const fromHex = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
const toHex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function derive(parameters, salt, nonce, counter) {
  const password = new Uint8Array(nonce.length + 4);
  password.set(nonce);
  new DataView(password.buffer).setUint32(nonce.length, counter);
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", salt, iterations: parameters.cost, hash: "SHA-256" };
  return toHex(new Uint8Array(await crypto.subtle.deriveBits(how, key, parameters.keyLength * 8)));
}

async function solve(challenge) {
  const { parameters } = challenge;
  const [salt, nonce] = [fromHex(parameters.salt), fromHex(parameters.nonce)];
  for (let counter = 0; ; counter += 1) {
    const derivedKey = await derive(parameters, salt, nonce, counter);
    if (derivedKey.startsWith(parameters.keyPrefix)) return { challenge, solution: { counter, derivedKey } };
  }
}

async function work(input) {
  const answer = await fetch(input.dataset.work, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`no challenge: ${answer.status}`);
  const bytes = encoder.encode(JSON.stringify(await solve(await answer.json())));
  input.value = btoa(String.fromCharCode(...bytes));
}

function begin(input) {
  if (!window.crypto || !crypto.subtle || input.dataset.working) return;
  input.dataset.working = "yes";
  const question = input.closest(".jy-field");
  question.hidden = true;
  const done = work(input).catch(() => { question.hidden = false; });
  input.form.addEventListener("submit", (event) => {
    if (input.value || !question.hidden) return;
    event.preventDefault();
    const button = event.submitter;
    if (button) button.setAttribute("aria-busy", "true");
    done.then(() => {
      if (button) button.removeAttribute("aria-busy");
      if (input.value) input.form.requestSubmit ? input.form.requestSubmit(button) : input.form.submit();
      else question.querySelector("input").focus();
    });
  });
}

// <form data-wait="43">: the button can be pressed again when the seconds have passed, and says how many are left.
function countDown(form) {
  const [button, left] = [form.querySelector("button"), form.querySelector("[data-left]")];
  const ends = Date.now() + Number(form.dataset.wait) * 1000;
  button.disabled = true;
  const timer = setInterval(() => {
    const seconds = Math.ceil((ends - Date.now()) / 1000);
    if (seconds > 0) { left.textContent = `（${seconds} 秒后）`; return; }
    clearInterval(timer);
    left.textContent = "";
    button.disabled = false;
  }, 500);
}

export function doWork() {
  const start = (root) => {
    for (const input of root.querySelectorAll("[data-work]")) begin(input);
    for (const form of root.querySelectorAll("form[data-wait]")) countDown(form);
  };
  start(document);
  document.addEventListener("htmx:afterSettle", (event) => start(event.target));
}
