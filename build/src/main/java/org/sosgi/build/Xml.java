package org.sosgi.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** As much XML as a POM needs. */
public final class Xml {

    private Xml() {}

    /** Reads a document; one with a document type is refused. */
    public static Element read(Path file) throws IOException, SAXException, ParserConfigurationException {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    }

    /** Returns all elements of a name at any depth. */
    public static List<Element> all(Element parent, String name) {
        return elements(parent.getElementsByTagName(name));
    }

    /** Returns the elements right below. */
    public static List<Element> children(Element parent) {
        return elements(parent.getChildNodes());
    }

    /** Returns the first element of a name right below, or null. */
    public static Element child(Element parent, String name) {
        return children(parent).stream()
                .filter(e -> e.getTagName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Returns the text of the element of a name right below. */
    public static String text(Element parent, String name, String otherwise) {
        Element child = child(parent, name);
        return child == null ? otherwise : child.getTextContent().strip();
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i).getNodeType() == Node.ELEMENT_NODE) {
                elements.add((Element) nodes.item(i));
            }
        }
        return elements;
    }
}
