// Everything works without this file. It saves reloads: copies are added in place, names are suggested, and what moves is read again.

const find = document.getElementById("find");

// The page's heading is where a reader goes on after a link; going back and jumps within a page keep their own place.
if (!location.hash && performance.getEntriesByType("navigation")[0]?.type === "navigate" && document.referrer.startsWith(location.origin)) {
  const heading = document.querySelector("main h1");
  if (heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
}

// Going back, a browser still has what was typed into the form that was refused.
document.querySelector("a[data-back]")?.addEventListener("click", event => {
  if (!document.referrer.startsWith(location.origin)) return;
  event.preventDefault();
  history.back();
});

document.addEventListener("keydown", event => {
  const typing = event.target.matches("input, select, textarea, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && find) {
    event.preventDefault();
    find.focus();
    find.select();
  } else if (event.key === "a" || event.key === "w") {
    // On a card's own page it is that card, wherever else the focus is than on another's tile.
    const place = event.target.closest(".tile") ?? document.querySelector(".own > form");
    const button = place?.querySelector(event.key === "w" ? "button[name=wish]" : "button[name=card], button.main");
    if (button) {
      event.preventDefault();
      button.click();
    }
  }
});

let toast;
function tell(text, isWrong, undo) {
  if (!toast) {
    toast = document.createElement("div");
    toast.setAttribute("role", "status");
    document.body.append(toast);
  }
  toast.className = "notice toast" + (isWrong ? " warn" : "");
  toast.replaceChildren(text);
  if (undo) {
    const button = document.createElement("button");
    button.className = "link";
    button.textContent = "Undo";
    button.addEventListener("click", undo);
    toast.append(button);
  }
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { toast.remove(); toast = undefined; }, 10000);
}

async function send(path, fields) {
  try {
    const answer = await fetch(path, { method: "POST", body: new URLSearchParams(fields), headers: { "X-Quick": "1" } });
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) return await answer.json();
    return { problem: `The server answered ${answer.status}.` };
  } catch {
    return { problem: "The server cannot be reached." };
  }
}

function count(card, more) {
  const tile = document.getElementById("c-" + card);
  const output = tile?.querySelector("output");
  if (!output) return;
  const copies = Math.max(0, (parseInt(output.textContent.slice(1), 10) || 0) + more);
  output.textContent = copies ? "×" + copies : "";
  tile.classList.toggle("have", copies > 0);
}

// A wish stands on its tile as a heart that leads to where it can be changed, as it does when the page comes anew.
function wish(button) {
  const heart = document.createElement("a");
  heart.className = "wished";
  heart.title = "On the wishlist";
  heart.href = button.closest(".tile").querySelector("a").pathname + "#own";
  heart.textContent = "♥";
  heart.setAttribute("aria-label", button.getAttribute("aria-label").replace("Wish for ", "") + " is on the wishlist");
  put(button, heart);
  return () => put(heart, button);
}

function put(before, after) {
  const had = document.activeElement === before;
  before.replaceWith(after);
  if (had) after.focus();
}

document.addEventListener("submit", async event => {
  const form = event.target;
  if (!form.matches("form[data-quick]")) return;
  event.preventDefault();
  const fields = new FormData(form, event.submitter);
  const done = await send(form.action, fields);
  if (done.problem) {
    tell(done.problem, true);
    return;
  }
  if (!document.getElementById("c-" + done.card)) {
    // A page that lists what is had shows it anew.
    const back = new URL(fields.get("back"), location.href);
    back.searchParams.set("done", done.done);
    location.assign(back);
    return;
  }
  const copies = Number(fields.get("quantity") ?? 1);
  const name = document.getElementById("c-" + done.card).querySelector(".name").textContent;
  const isWish = fields.has("wish");
  const back = isWish ? wish(event.submitter) : () => count(done.card, -copies);
  if (!isWish) count(done.card, copies);
  tell(isWish ? `${name} is on the wishlist.` : `${name} added.`, false, async () => {
    const undone = await send("/collection/undo", { lot: done.lot, quantity: copies, back: "/" });
    if (!undone.problem) back();
    tell(undone.problem ?? `${name} taken out again.`, !!undone.problem);
  });
});

// Suggestions: a listbox under the box, as a combobox has it.
if (find) {
  const list = document.createElement("div");
  list.className = "suggestions";
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  find.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) find.setAttribute(name, value);
  let asked = 0, chosen = -1, wait;
  const close = () => {
    list.hidden = true;
    chosen = -1;
    find.setAttribute("aria-expanded", "false");
    find.removeAttribute("aria-activedescendant");
  };
  const choose = index => {
    chosen = index;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    const option = list.children[index];
    if (option) {
      find.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
  };
  find.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(async () => {
      const turn = ++asked;
      if (find.value.trim().length < 2) {
        close();
        return;
      }
      const answer = await fetch("/search/suggest?q=" + encodeURIComponent(find.value)).catch(() => undefined);
      if (!answer?.ok || turn !== asked) return;
      const suggestions = await answer.json();
      list.replaceChildren(...suggestions.map((suggestion, i) => {
        const option = document.createElement("div");
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.id = "suggestion-" + i;
        option.dataset.href = suggestion.path;
        const kind = document.createElement("small");
        kind.textContent = suggestion.kind;
        option.append(suggestion.text, kind);
        return option;
      }));
      chosen = -1;
      list.hidden = suggestions.length === 0;
      find.setAttribute("aria-expanded", String(!list.hidden));
    }, 120);
  });
  find.addEventListener("keydown", event => {
    if (list.hidden) return;
    const last = list.children.length - 1;
    if (event.key === "ArrowDown") choose(chosen >= last ? 0 : chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen <= 0 ? last : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.href);
    else return;
    event.preventDefault();
  });
  find.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("mousedown", event => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.href);
  });
}

// Live parts are read again while the page is seen; what they hold is replaced only where it changed.
for (const part of document.querySelectorAll("[data-live]")) {
  let before = part.innerHTML, wait = 2000;
  const read = async () => {
    if (document.visibilityState === "visible") {
      const answer = await fetch(part.dataset.live).catch(() => undefined);
      if (answer?.ok) {
        const made = new DOMParser().parseFromString(await answer.text(), "text/html").body;
        const fresh = made.querySelector("[data-live]") ?? made, now = fresh.innerHTML;
        wait = now === before ? Math.min(wait * 1.3, 10000) : 2000;
        // What somebody is typing there is not taken away, nor what they typed.
        if (now !== before && !part.contains(document.activeElement?.closest("input, select, textarea"))) {
          const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
          const typed = [...part.querySelectorAll("input[id]")].filter(field => field.value !== field.defaultValue);
          part.replaceChildren(...fresh.childNodes);
          for (const field of typed) {
            const same = document.getElementById(field.id);
            if (same) same.value = field.value;
          }
          if (focused) document.getElementById(focused)?.focus();
          before = now;
        }
      }
    }
    setTimeout(read, wait);
  };
  setTimeout(read, wait);
}
