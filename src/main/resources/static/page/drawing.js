import { svg } from './dom.js';
import { spoken } from './words.js';

/** A picture that is drawn again when its width or the language changes. A subclass draws what was shown last. */
export class Drawing {

	/** Names the picture by its title, whose words are told by `say` if they never change. */
	constructor(name, sheet, children, say = null) {
		this.title = svg('title', { id: `${name}-title`, say });
		this.element = svg('svg', { class: `timeline ${name}`, role: 'img', 'aria-labelledby': `${name}-title`, width: '100%' },
				this.title, svg('style', {}, sheet), ...children);
		this.observer = new ResizeObserver(() => this.redraw());
		this.observer.observe(this.element);
		this.disposed = new AbortController();
		spoken.addEventListener('change', () => this.redraw(), { signal: this.disposed.signal });
	}

	dispose() {
		this.observer.disconnect();
		this.disposed.abort();
	}

	show(shown) {
		this.shown = shown;
		this.redraw();
	}

	redraw() {
		if (this.shown) {
			this.draw(this.shown, Math.max(this.element.clientWidth || 600, 220));
		}
	}

}
