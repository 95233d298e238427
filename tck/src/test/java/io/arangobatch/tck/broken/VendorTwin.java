package io.arangobatch.tck.broken;

/** A second provider of the same name, as two versions on one class path would bring. */
public final class VendorTwin extends VendorProvider {}
