package dev.clickstream.collector.decode;

/** How the requests of one kind of SDK are read: whatever they look like, out come messages in Segment's terms. */
@FunctionalInterface
public interface Protocol {
    /** Segment's own, and that of Rudder's SDKs: nothing is to be translated. */
    Protocol SEGMENT = (posted, decoder) -> decoder.decode(posted);

    /** @param posted the body as it came */
    Decoding decode(byte[] posted, BodyDecoder decoder);
}
