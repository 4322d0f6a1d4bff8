package io.vigie.outbound.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// An element of an answer in XML. What is not there is empty. Not thread-safe.
public final class AwsXml {
  private final List<Element> elements;

  private AwsXml(List<Element> elements) {
    this.elements = elements;
  }

  /// The root element. Document types and what they would bring in are refused.
  ///
  /// @throws IOException if the bytes are no XML
  static AwsXml parse(byte[] xml) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setExpandEntityReferences(false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return new AwsXml(List.of(builder.parse(new ByteArrayInputStream(xml)).getDocumentElement()));
    } catch (SAXException e) {
      throw new IOException("not XML: " + e.getMessage(), e);
    } catch (ParserConfigurationException e) {
      throw new AssertionError("every JDK can refuse document types", e);
    }
  }

  /// The first child of a name.
  public AwsXml child(String name) {
    List<AwsXml> children = children(name);
    return children.isEmpty() ? new AwsXml(List.of()) : children.getFirst();
  }

  /// All children of a name.
  public List<AwsXml> children(String name) {
    List<AwsXml> children = new ArrayList<>();
    for (Element element : elements) {
      for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
        if (node instanceof Element child && child.getTagName().equals(name)) {
          children.add(new AwsXml(List.of(child)));
        }
      }
    }
    return children;
  }

  /// The items of a list under a child of a name.
  public List<AwsXml> items(String name) {
    return child(name).children("item");
  }

  /// The text of the first child of a name.
  public String text(String name) {
    List<Element> found = child(name).elements;
    return found.isEmpty() ? "" : found.getFirst().getTextContent().strip();
  }
}
