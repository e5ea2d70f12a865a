package dev.asynclab.timeline;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes SVG elements. Attributes are alternating names and values. Numbers have at most
 * one decimal, which is finer than any screen.
 */
public final class SvgWriter {

	private static final String NAMESPACE = "http://www.w3.org/2000/svg";

	private final StringWriter document = new StringWriter();

	private final XMLStreamWriter xml;

	/**
	 * Begins a document.
	 */
	public SvgWriter() {
		try {
			this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(this.document);
			this.xml.writeStartDocument("UTF-8", "1.0");
			this.xml.setDefaultNamespace(NAMESPACE);
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Begins the root element.
	 * @param attributes names and values
	 * @return this
	 */
	public SvgWriter root(Object... attributes) {
		start("svg", attributes);
		return write(() -> this.xml.writeDefaultNamespace(NAMESPACE));
	}

	/**
	 * Begins an element.
	 * @param name its name
	 * @param attributes names and values
	 * @return this
	 */
	public SvgWriter start(String name, Object... attributes) {
		write(() -> this.xml.writeStartElement(name));
		return attributes(attributes);
	}

	/**
	 * Writes an element without content.
	 * @param name its name
	 * @param attributes names and values
	 * @return this
	 */
	public SvgWriter empty(String name, Object... attributes) {
		write(() -> this.xml.writeEmptyElement(name));
		return attributes(attributes);
	}

	/**
	 * Writes an element with a text in it.
	 * @param name its name
	 * @param text the text, as it is to be read
	 * @param attributes names and values
	 * @return this
	 */
	public SvgWriter text(String name, String text, Object... attributes) {
		start(name, attributes);
		write(() -> this.xml.writeCharacters(text));
		return end();
	}

	/**
	 * Ends the element begun last.
	 * @return this
	 */
	public SvgWriter end() {
		return write(this.xml::writeEndElement);
	}

	/**
	 * Ends the document.
	 * @return the document
	 */
	public String document() {
		write(this.xml::writeEndDocument);
		return this.document.toString();
	}

	private SvgWriter attributes(Object... attributes) {
		for (int index = 0; index < attributes.length; index += 2) {
			String name = attributes[index].toString();
			String value = text(attributes[index + 1]);
			write(() -> this.xml.writeAttribute(name, value));
		}
		return this;
	}

	private static String text(Object value) {
		return (value instanceof Double number)
				? BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()
				: value.toString();
	}

	private SvgWriter write(XmlAction action) {
		try {
			action.run();
			return this;
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@FunctionalInterface
	private interface XmlAction {

		void run() throws XMLStreamException;

	}

}
