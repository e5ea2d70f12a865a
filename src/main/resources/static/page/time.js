/** A time as people read it: `350 ms`, `1.20 s`. */
export function timeText(ms) {
	if (ms === undefined || ms === null || Number.isNaN(ms)) {
		return '–';
	}
	if (ms < 1000) {
		return `${ms < 10 && ms > 0 ? ms.toFixed(1) : Math.round(ms)} ms`;
	}
	return `${(ms / 1000).toFixed(ms < 10000 ? 2 : 1)} s`;
}

const UNITS = { ns: 1e-6, us: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The durations that a field takes. */
export const DURATION = '[ ]*(\\d+([.]\\d+)?[ ]*(ns|us|ms|s|m|h|d|NS|US|MS|S|M|H|D)?|PT[0-9.HMS]+)[ ]*';

/** Reads `2s`, `500ms`, `1m`, `PT2.5S` into milliseconds; NaN if it is none of these. */
export function durationMs(text) {
	const simple = /^\s*(\d+(?:\.\d+)?)\s*(ns|us|ms|s|m|h|d)?\s*$/i.exec(text);
	if (simple) {
		return Number(simple[1]) * UNITS[(simple[2] ?? 'ms').toLowerCase()];
	}
	const iso = /^PT(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/i.exec(text.trim());
	return iso ? Number(iso[1] ?? 0) * 60000 + Number(iso[2] ?? 0) * 1000 : NaN;
}

/** Round moments from 0 to the end, about so many. */
export function ticks(endMs, about) {
	const rough = Math.max(endMs, 1) / Math.max(about, 1);
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = [1, 2, 5, 10].map((it) => it * power).find((it) => it >= rough);
	const moments = [];
	for (let ms = 0; ms <= endMs + step / 1e6; ms += step) {
		moments.push(ms);
	}
	return moments;
}

/** A moment on an axis, short. */
export function tickText(ms, endMs) {
	return endMs < 1000 ? `${+ms.toFixed(1)} ms` : `${+(ms / 1000).toFixed(3)} s`;
}
