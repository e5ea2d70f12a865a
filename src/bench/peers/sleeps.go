// A goroutine for each of n sleeps, and a WaitGroup for all: `sleeps N`. Prints seconds and the
// peak of the resident memory in KB.
package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"syscall"
	"time"
)

func main() {
	n, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	results := make([]int, n)
	start := time.Now()
	var group sync.WaitGroup
	for i := 0; i < n; i++ {
		group.Add(1)
		go func(i int) {
			defer group.Done()
			time.Sleep(time.Second)
			results[i] = i
		}(i)
	}
	group.Wait()
	seconds := time.Since(start).Seconds()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	fmt.Println(seconds, usage.Maxrss)
}
