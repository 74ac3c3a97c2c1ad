// What a person who hears the page, or cannot tell close colours apart, would trip over.
// Evaluated in the page by test_access.py; returns one line for each flaw.
() => {
    const shown = (node) => node.checkVisibility({visibilityProperty: true, opacityProperty: true});
    const named = (node) => {
        const ids = node.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
        const labels = ids.map((id) => document.getElementById(id)?.textContent ?? "");
        const own = [...(node.labels ?? [])].map((label) => label.textContent);
        return [node.getAttribute("aria-label"), ...labels, ...own, node.textContent, node.alt]
            .some((name) => name?.trim());
    };
    const called = (node) => node.outerHTML.slice(0, 120);
    const flaws = [];
    const all = [...document.querySelectorAll("body *")].filter(shown);
    const acting = "button, a, input, textarea, [role=combobox], [role=dialog], [role=menu], img";
    for (const node of all.filter((node) => node.matches(acting)))
        if (!named(node)) flaws.push("no name: " + called(node));
    for (const node of all)
        for (const kind of ["aria-labelledby", "aria-describedby", "aria-controls"])
            for (const id of node.getAttribute(kind)?.split(/\s+/) ?? [])
                if (!document.getElementById(id)) flaws.push(`${kind} leads nowhere: ${called(node)}`);
    const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
    for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at)))
        flaws.push("twice the id " + id);
    const brush = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    const colour = (css) => {
        brush.clearRect(0, 0, 1, 1);
        brush.fillStyle = css;
        brush.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
    };
    const over = (top, below) => top.slice(0, 3).map((c, at) => c * top[3] + below[at] * (1 - top[3]));
    const behind = (node) => {
        if (!node) return [255, 255, 255];
        const own = colour(getComputedStyle(node).backgroundColor);
        return own[3] === 1 ? own.slice(0, 3) : over(own, behind(node.parentElement));
    };
    const light = (rgb) => rgb.map((c) => c / 255)
        .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
    for (const node of all) {
        const words = [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
        if (!words) continue;
        const ground = behind(node);
        const ink = over(colour(getComputedStyle(node).color), ground);
        const [high, low] = [light(ink), light(ground)].sort((one, two) => two - one);
        const contrast = (high + 0.05) / (low + 0.05);
        if (contrast < 4.5) flaws.push(`contrast ${contrast.toFixed(2)}: ${called(node)}`);
    }
    return flaws;
}
