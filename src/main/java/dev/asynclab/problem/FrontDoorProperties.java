package dev.asynclab.problem;

import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The hosts under which the lab answers.
 *
 * @param allowedHosts names without a port, besides {@code localhost}, {@code 127.0.0.1}
 * and {@code [::1]}
 */
@ConfigurationProperties("asynclab.web")
record FrontDoorProperties(@DefaultValue Set<String> allowedHosts) {
}
