// Small helps for people at a page. Everything works without them; nothing is kept in the browser.

const minute = 60_000;

/** The box that says what is wrong is read first. */
function focusProblem() {
  document.querySelector(".problem")?.focus();
}

/** More text than the server takes is not sent: its answer could not give it back. */
function guardSize() {
  const most = 4 * 1024 * 1024;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.enctype === "multipart/form-data") return;
    const size = new URLSearchParams(new FormData(form, event.submitter)).toString().length;
    if (size <= most) return;
    event.preventDefault();
    const texts = [...form.querySelectorAll("textarea, input")];
    const longest = texts.reduce((a, b) => (b.value.length > a.value.length ? b : a));
    longest.setCustomValidity("This is too long to be sent. Copy it elsewhere, then shorten it.");
    longest.reportValidity();
    longest.addEventListener("input", () => longest.setCustomValidity(""), { once: true });
  });
}

const fromBase64 = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const toBase64 = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** What <div data-passkey="new"> or "answer" asks of the device, as the names of hidden fields. */
async function askForPasskey({ passkey, challenge, domain, credentials, site, user, email }) {
  const known = credentials
    .split(" ")
    .filter(Boolean)
    .map((id) => ({ type: "public-key", id: fromBase64(id) }));
  const common = { challenge: fromBase64(challenge), timeout: 2 * minute };
  if (passkey === "new") {
    const made = await navigator.credentials.create({
      publicKey: {
        ...common,
        rp: { id: domain, name: site },
        user: { id: fromBase64(user), name: email, displayName: email },
        pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
        excludeCredentials: known,
        authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
        attestation: "none",
      },
    });
    return {
      client_data: made.response.clientDataJSON,
      authenticator_data: made.response.getAuthenticatorData(),
    };
  }
  const given = await navigator.credentials.get({
    publicKey: {
      ...common,
      rpId: domain,
      allowCredentials: known,
      userVerification: "preferred",
    },
  });
  return {
    credential: given.rawId,
    client_data: given.response.clientDataJSON,
    authenticator_data: given.response.authenticatorData,
    signature: given.response.signature,
  };
}

const passkeyTroubles = {
  InvalidStateError: "This device has a passkey of yours already.",
  SecurityError: "The browser makes passkeys only where the address is a name, with https.",
};

/** A form with [data-passkey] asks the device first when its own button is pressed, or when a form
 *  with a code beside other questions is sent with the code left empty. */
function usePasskeys() {
  if (!window.PublicKeyCredential || !AuthenticatorAttestationResponse.prototype.getAuthenticatorData)
    return;
  for (const part of document.querySelectorAll("[data-with-passkey]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-without-passkey]")) part.hidden = true;
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const part = form.querySelector("[data-passkey]");
    const button = form.querySelector("[data-passkey-button]");
    const code = form.elements.namedItem("code");
    // Enter in the code's box presses the form's first button, which is the passkey's.
    if (!part || code?.value || (button && event.submitter !== button)) return;
    if (part.querySelector("[name=client_data]").value) return;
    event.preventDefault();
    const said = part.querySelector(".passkey-said");
    said.textContent = "Waiting for your device…";
    try {
      const fields = await askForPasskey(part.dataset);
      for (const [name, bytes] of Object.entries(fields))
        part.querySelector(`[name=${name}]`).value = toBase64(bytes);
      said.textContent = "";
      form.requestSubmit(event.submitter);
    } catch (trouble) {
      said.textContent =
        passkeyTroubles[trouble.name] ?? "The passkey was not given. Try again, or use another way.";
    }
  });
}

/** A second press of a button, before the answer is there, does nothing. */
function guardTwice() {
  const sent = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (sent.has(form)) {
      event.preventDefault();
    } else if (form.method === "post" && !event.defaultPrevented) {
      sent.add(form);
      setTimeout(() => sent.delete(form), 8_000);
      addEventListener("pageshow", () => sent.delete(form), { once: true });
    }
  });
}

/** Leaving with something typed and not saved asks first. */
function guardTyping() {
  const worth = (form) =>
    form?.method === "post" && form.closest("main") && !form.querySelector("[type=password]");
  let unsaved =
    Boolean(document.querySelector(".problem")) && worth(document.querySelector("main form"));
  document.addEventListener("input", (event) => {
    unsaved ||= Boolean(worth(event.target.form ?? event.target.closest("form")));
  });
  document.addEventListener("submit", (event) => {
    if (worth(event.target) && !event.defaultPrevented) unsaved = false;
  });
  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
}

/** What is typed in <form data-keep="address"> is kept on the server, at most four seconds late. */
function keepTyping() {
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const pages = new BroadcastChannel("fourfold-session");
  let since = 0;
  let over = false;
  let timer;
  const send = async () => {
    since = 0;
    clearTimeout(timer);
    const fields = new URLSearchParams(new FormData(form));
    fields.set("form_key", fields.get("key"));
    fields.delete("key");
    const keepalive = fields.toString().length < 60_000;
    const answer = await fetch(form.dataset.keep, {
      method: "POST",
      body: fields,
      redirect: "manual",
      keepalive,
    }).catch(() => null);
    if (answer?.status === 204) return pages.postMessage("used");
    over ||= Boolean(answer);
    if (answer?.type === "opaqueredirect")
      document.querySelector("[data-signed-out]").hidden = false;
  };
  form.addEventListener("input", () => {
    if (over) return;
    since ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(send, Math.min(2_000, since + 4_000 - Date.now()));
  });
  document.addEventListener("submit", (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    since = 0;
    clearTimeout(timer);
  });
  addEventListener("pagehide", () => since && send());
}

/** Two minutes before the session ends, asks; other open pages of the same person count as use. */
function askStillThere() {
  const dialog = document.getElementById("still-there");
  const idle = Number(document.body.dataset.idleMinutes);
  if (!dialog || !idle) return;
  const pages = new BroadcastChannel("fourfold-session");
  const left = dialog.querySelector("[data-minutes]");
  let ends;
  let timer;

  const show = (when) => {
    for (const part of dialog.querySelectorAll("[data-when]"))
      part.hidden = part.dataset.when !== when;
    if (!dialog.open) dialog.showModal();
  };
  const look = () => {
    const seconds = Math.ceil((ends - Date.now()) / 1000);
    if (seconds <= 0) return show("ended");
    if (seconds <= 120) {
      left.textContent = seconds > 60 ? "2 minutes" : "1 minute";
      show("waiting");
    }
    timer = setTimeout(look, seconds > 120 ? (seconds - 120) * 1000 : Math.min(seconds, 20) * 1000);
  };
  const used = () => {
    ends = Date.now() + idle * minute;
    clearTimeout(timer);
    dialog.close();
    look();
  };
  const stay = async () => {
    const home = document.querySelector(".brand").href;
    const answer = await fetch(home, { redirect: "manual", cache: "no-store" }).catch(() => null);
    if (!answer?.ok) return show("ended");
    pages.postMessage("used");
    used();
  };

  dialog.querySelector("[data-stay]").addEventListener("click", stay);
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("cancel", (event) => {
    if (Date.now() < ends) {
      event.preventDefault();
      stay();
    }
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) {
      clearTimeout(timer);
      look();
    }
  });
  pages.addEventListener("message", used);
  pages.postMessage("used");
  used();
}

/** <table data-find="Find in this list">: a box above it that hides the rows without the words. */
function findInTables() {
  for (const table of document.querySelectorAll("table[data-find]")) {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const box = document.createElement("div");
    box.className = "field find-in screen-only";
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("output");
    label.textContent = table.dataset.find;
    label.htmlFor = input.id = `find-${table.id || "list"}`;
    input.type = "search";
    input.className = "input";
    input.autocomplete = "off";
    count.className = "hint";
    count.htmlFor = input.id;
    box.append(label, input, count);
    table.before(box);
    /* Inside a form, Enter would save it. */
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, i) => {
        row.hidden = !words.every((word) => texts[i].includes(word));
        if (!row.hidden) shown++;
      });
      count.textContent = words.length ? `${shown} of ${rows.length}` : "";
    });
  }
}

/** <div data-everyone hidden> with <button type="button" value="well">: the same for every child. */
function chooseForEveryone() {
  for (const group of document.querySelectorAll("[data-everyone]")) {
    const form = group.closest("form");
    group.hidden = false;
    group.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      for (const radio of form.querySelectorAll("input[type=radio]"))
        if (radio.value === button.value) radio.checked = true;
      form.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}

/** <table data-sheet>: Enter and the arrows go up and down its column, as in a spreadsheet. */
function moveInSheets() {
  for (const table of document.querySelectorAll("table[data-sheet]")) {
    const cells = [...table.querySelectorAll("input:not([type=hidden])")];
    table.addEventListener("keydown", (event) => {
      const down = event.key === "Enter" || event.key === "ArrowDown";
      const at = cells.indexOf(event.target);
      if (at < 0 || !(down || event.key === "ArrowUp")) return;
      const next = cells[at + (down ? 1 : -1)] ?? (down && table.closest("form").querySelector("button:not([type])"));
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.select?.();
    });
  }
}

/** <button data-print hidden>: the browser's own dialog. */
function print() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

/** <a data-go> on the way to the school's provider, <button data-send> on the way back: pressed for
 *  whoever has JavaScript. What came back stands in no address and no history. */
function goOn() {
  const link = document.querySelector("a[data-go]");
  if (link) location.replace(link.href);
  const button = document.querySelector("button[data-send]");
  if (!button) return;
  history.replaceState(null, "", button.form.action);
  button.form.requestSubmit(button);
}

focusProblem();
goOn();
usePasskeys();
guardSize();
guardTwice();
guardTyping();
keepTyping();
askStillThere();
findInTables();
chooseForEveryone();
moveInSheets();
print();
