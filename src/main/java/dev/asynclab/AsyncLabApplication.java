package dev.asynclab;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the lab, or with the profile {@code upstream} only the mock upstream.
 */
@SpringBootApplication(scanBasePackages = "${asynclab.packages:dev.asynclab}")
public class AsyncLabApplication {

	/**
	 * Starts the application.
	 * @param args the command line, as Spring Boot reads it
	 */
	public static void main(String[] args) {
		SpringApplication.run(AsyncLabApplication.class, args);
	}

}
