// <form data-passkey="create|get" data-options="…" data-domain="…">: asks the server for a challenge, the browser for an
// answer, and sends the form with it. Without this script, or where passkeys cannot work, the form stays hidden.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const works = (domain) =>
  window.PublicKeyCredential && (location.hostname === domain || location.hostname.endsWith(`.${domain}`));

function readable(options) {
  options.challenge = bytes(options.challenge);
  if (options.user) options.user.id = bytes(options.user.id);
  for (const list of [options.excludeCredentials, options.allowCredentials]) {
    for (const entry of list ?? []) entry.id = bytes(entry.id);
  }
  return options;
}

function written(credential) {
  const { response } = credential;
  const sent = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    sent.attestationObject = text(response.attestationObject);
    sent.transports = response.getTransports ? response.getTransports() : [];
  } else {
    sent.authenticatorData = text(response.authenticatorData);
    sent.signature = text(response.signature);
    sent.userHandle = response.userHandle ? text(response.userHandle) : null;
  }
  return JSON.stringify({
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response: sent,
    clientExtensionResults: {}, authenticatorAttachment: credential.authenticatorAttachment ?? null,
  });
}

async function optionsFor(form) {
  const answer = await fetch(form.dataset.options, {
    method: "POST", headers: { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value },
  });
  // Anything but JSON is a page that must come first (logged out, prove again): this page, opened anew, leads there.
  if (!answer.ok || !(answer.headers.get("Content-Type") ?? "").includes("json")) {
    location.reload();
    return null;
  }
  return readable(await answer.json());
}

function say(form, error) {
  const said = form.querySelector("[data-passkey-said]");
  said.textContent = error.name === "InvalidStateError"
    ? "这台设备上的通行密钥已经添加过了。"
    : "没有完成。请再试一次，或者用别的方式。";
  said.hidden = false;
}

async function ask(form) {
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const publicKey = await optionsFor(form);
    if (!publicKey) return;
    const made = form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey })
      : await navigator.credentials.get({ publicKey });
    form.querySelector("[name=answer]").value = written(made);
    form.submit();
  } catch (error) {
    say(form, error);
  } finally {
    button.disabled = false;
  }
}

export function offerPasskeys() {
  const forms = [...document.querySelectorAll("form[data-passkey]")];
  const can = Boolean(window.PublicKeyCredential) && forms.every((form) => works(form.dataset.domain));
  for (const form of forms) form.hidden = !works(form.dataset.domain);
  for (const piece of document.querySelectorAll("[data-passkey-only]")) piece.hidden = !works(piece.dataset.domain);
  for (const piece of document.querySelectorAll("[data-passkey-none]")) piece.hidden = can;
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-passkey]");
    if (!form) return;
    event.preventDefault();
    ask(form);
  });
}
