import { askJson } from './service.js';

let concepts = [];

/** Reads which concepts the service teaches, and in which styles. */
export async function loadLessons() {
	concepts = await askJson('api/lessons');
}

/** All styles, in the order of the service. */
export function styles() {
	return concepts[0].styles.map((it) => it.style);
}

/** The concepts that `/api/compare` runs. */
export function comparable() {
	return concepts.filter((it) => it.comparable).map((it) => it.concept);
}

/** The styles that have a lesson at a path. */
export function stylesAt(path) {
	return lessonsAt(path).map((it) => it.style);
}

/** The same, without those whose tasks run in other processes. */
export function localStylesAt(path) {
	return lessonsAt(path).filter((it) => !it.distributed).map((it) => it.style);
}

/** The class that a style has at a path, below `sources/`. */
export function sourceAt(path, style) {
	return lessonsAt(path).find((it) => it.style === style)?.source;
}

function lessonsAt(path) {
	return concepts.find((it) => it.path === path)?.styles.filter((it) => it.source) ?? [];
}
