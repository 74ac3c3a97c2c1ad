// Light or dark: as the system says, until the person says otherwise (see early.js).

import { byId } from "./dom.js";

const system = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;

function wear(theme) {
  root.dataset.theme = theme;
  const other = theme === "dark" ? "light" : "dark";
  byId("theme").setAttribute("aria-label", `Switch to ${other} colours`);
  byId("theme").title = `Switch to ${other} colours`;
}

export function startTheme() {
  wear(root.dataset.theme);
  byId("theme").addEventListener("click", () => {
    wear(root.dataset.theme === "dark" ? "light" : "dark");
    localStorage.setItem("theme", root.dataset.theme);
  });
  system.addEventListener("change", () => localStorage.getItem("theme") ?? wear(system.matches ? "dark" : "light"));
}
