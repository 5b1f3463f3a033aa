namespace MLNet.Ride.Tests.Reporting;

/// <summary>JavaScript expressions that list what is wrong on a page.</summary>
internal static class PageChecks
{
    /// <summary>Texts of the same figure that lie upon each other by more than two pixels. Turned ones are boxes too large to tell.</summary>
    public const string Overlaps = """
        [...document.querySelectorAll('svg')].flatMap(svg => {
            const texts = [...svg.querySelectorAll('text')].filter(t => !t.hasAttribute('transform')).map(t => [t.textContent, t.getBoundingClientRect()]);
            return texts.flatMap(([a, p], i) => texts.slice(i + 1)
                .filter(([b, q]) => Math.min(p.right, q.right) - Math.max(p.left, q.left) > 2 && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 4)
                .map(([b]) => `${svg.getAttribute('aria-label')}: '${a}' and '${b}'`));
        })
        """;

    /// <summary>Texts that reach out of their figure.</summary>
    public const string CutOff = """
        [...document.querySelectorAll('svg')].flatMap(svg => {
            const box = svg.getBoundingClientRect();
            return [...svg.querySelectorAll('text')].filter(t => {
                const r = t.getBoundingClientRect();
                return r.left < box.left - 1 || r.right > box.right + 1 || r.top < box.top - 1 || r.bottom > box.bottom + 1;
            }).map(t => `${svg.getAttribute('aria-label')}: '${t.textContent}'`);
        })
        """;

    /// <summary>Texts with less than 4.5 : 1 against the page (WCAG 2.2, 1.4.3), but for those upon a filled cell.</summary>
    public const string LowContrast = """
        (() => {
            const luminance = color => {
                const [r, g, b] = color.match(/[\d.]+/g).map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const page = luminance(getComputedStyle(document.body).backgroundColor);
            return [...document.querySelectorAll('h1, h2, h3, p, dt, dd, li, td, th, caption, summary, footer, svg text:not(.on-right):not(.on-wrong)')].filter(e => {
                const style = getComputedStyle(e);
                const text = luminance(e instanceof SVGElement ? style.fill : style.color);
                return (Math.max(page, text) + 0.05) / (Math.min(page, text) + 0.05) < 4.5;
            }).map(e => `${e.tagName}: '${e.textContent.slice(0, 40)}'`);
        })()
        """;

    /// <summary>Attributes and texts that came of numbers that are none.</summary>
    public const string NotNumbers = """
        [...document.querySelectorAll('body *')].flatMap(e => [...e.attributes].map(a => a.value).concat([...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data)))
            .filter(v => !v.startsWith("data:") && /\bNaN\b|Infinity|∞/.test(v))
        """;
}
