// Searches as one types: asks for the part of the page that changes and puts it in place. Without it the form still works.
(() => {
  "use strict";

  const DELAY_MS = 160;
  const form = document.getElementById("search");
  const found = document.getElementById("found");
  const status = document.getElementById("status");
  const box = document.getElementById("q");
  if (!form || !found || !box) return;

  form.classList.add("live");
  const filters = document.getElementById("filters");
  if (filters && matchMedia("(max-width: 55.99rem)").matches) filters.open = false;
  let timer = 0;
  let request = null;

  // The address of what the form says, without what is as by default.
  const address = () => {
    const parameters = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      const isDefault = value === "" || (name === "sort" && value === "relevance");
      if (!isDefault) parameters.append(name, value);
    }
    const query = parameters.toString();
    return query ? `${form.action.split("?")[0]}?${query}` : form.action.split("?")[0];
  };

  const foldable = () => [...found.querySelectorAll("details[id]")];

  // Puts new results in place; whoever is at a filter stays there, and what is unfolded stays so.
  const swap = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html").body;
    const focused = found.contains(document.activeElement) ? document.activeElement.id : "";
    const open = new Map(foldable().map((details) => [details.id, details.open]));
    found.replaceChildren(...fresh.childNodes);
    for (const details of foldable()) details.open = open.get(details.id) ?? details.open;
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    document.title = found.firstElementChild?.dataset.title ?? document.title;
    status.textContent = document.getElementById("found-count")?.textContent ?? "";
  };

  const fail = () => {
    status.textContent = "The search did not answer. Press Enter to try again.";
  };

  const load = async (url, remember) => {
    request?.abort();
    const mine = new AbortController();
    request = mine;
    found.classList.add("busy");
    try {
      const separator = url.includes("?") ? "&" : "?";
      const answer = await fetch(`${url}${separator}fragment=1`, { signal: mine.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      if (mine.signal.aborted) return;
      swap(html);
      if (remember) history.replaceState(null, "", url);
    } catch (error) {
      if (error.name !== "AbortError") fail();
    } finally {
      if (request === mine) found.classList.remove("busy");
    }
  };

  const search = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(() => load(address(), true), delay);
  };

  box.addEventListener("input", (event) => {
    if (!event.isComposing) search(DELAY_MS);
  });
  box.addEventListener("compositionend", () => search(DELAY_MS));
  form.addEventListener("change", (event) => {
    if (event.target !== box) search(0);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search(0);
  });
})();
