/**
 * Arangobatch over Netty 4.2.
 *
 * <p>To use it, put {@code arangobatch-transport-netty} on the class path; where several transports are there, choose it by the name
 * {@code netty}. {@link io.arangobatch.transport.netty.NettyTransportProvider#withEventLoops} runs it on event loops of the application's
 * own.
 */
@NullMarked
package io.arangobatch.transport.netty;

import org.jspecify.annotations.NullMarked;
